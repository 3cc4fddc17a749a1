import { Dialog } from '../ui/Dialog.tsx'

const keys: readonly [string, string][] = [
  ['n', 'Write a crud'],
  ['j', 'Next crud or person'],
  ['k', 'Previous crud or person'],
  ['Enter', 'Open the crud'],
  ['r', 'Reply to the crud'],
  ['l', 'Like the crud'],
  ['t', 'Repost the crud'],
  ['/', 'Search'],
  ['Ctrl Enter', 'Post what you wrote'],
  ['?', 'Show these shortcuts'],
]

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keyboard shortcuts" onClose={onClose}>
      <dl className="keys">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
