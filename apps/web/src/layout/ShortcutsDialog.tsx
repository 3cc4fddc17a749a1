import { Dialog } from '../ui/Dialog.tsx'

const keys: readonly [string, string][] = [
  ['n', 'Write a crud'],
  ['j', 'Next crud'],
  ['k', 'Crud before'],
  ['Enter', 'Open the crud'],
  ['r', 'Reply to the crud'],
  ['l', 'Like the crud'],
  ['t', 'Repost the crud'],
  ['/', 'Search'],
  ['Ctrl Enter', 'Post what you wrote'],
  ['?', 'Show these keys'],
]

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title="Keys" onClose={onClose}>
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
