import { Dialog } from '../ui/Dialog.tsx'
import { words } from '../words/words.ts'

/** What such a keyboard has in place of Ctrl. */
const isApple = /^(?:Mac|iP)/.test(navigator.platform)

const keys: readonly [string, string][] = [
  ['n', words.shortcuts.compose],
  ['j', words.shortcuts.next],
  ['k', words.shortcuts.previous],
  [words.shortcuts.enter, words.shortcuts.open],
  ['r', words.shortcuts.reply],
  ['l', words.shortcuts.like],
  ['t', words.shortcuts.repost],
  ['/', words.shortcuts.search],
  [isApple ? words.shortcuts.commandEnter : words.shortcuts.ctrlEnter, words.shortcuts.post],
  ['?', words.shortcuts.show],
]

export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  return (
    <Dialog title={words.shortcuts.heading} onClose={onClose}>
      <dl className="keys">
        {keys.map(([key, does]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  )
}
