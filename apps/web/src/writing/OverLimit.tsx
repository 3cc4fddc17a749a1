import { codePoints } from '@cruddur/contract/text'
import { type RefObject, useLayoutEffect, useRef } from 'react'
import './over-limit.css'

/** Where in a text its limit is reached, counted as the server counts: in code points of NFC. */
function limitIn(text: string, max: number): number {
  const points = [...text]
  const fits = (count: number) => codePoints(points.slice(0, count).join('').normalize('NFC')) <= max
  let [low, high] = [0, points.length]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (fits(middle)) low = middle
    else high = middle - 1
  }
  return points.slice(0, low).join('').length
}

/** Everything that decides where a line of the field breaks. */
const copied = [
  'font',
  'letterSpacing',
  'lineHeight',
  'padding',
  'textAlign',
  'direction',
  'borderWidth',
  'wordSpacing',
] as const

type OverLimitProps = { field: RefObject<HTMLTextAreaElement | null>; text: string; max: number }

/** Marks what is too long, in the field itself: the same text lies over it, invisible but for the mark. */
export function OverLimit({ field, text, max }: OverLimitProps) {
  const ref = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const [from, to] = [field.current, ref.current]
    if (!(from && to)) return
    const fit = () => {
      const style = getComputedStyle(from)
      for (const name of copied) to.style[name] = style[name]
      to.style.width = `${from.clientWidth + 2 * Number.parseFloat(style.borderLeftWidth)}px`
      to.style.height = `${from.offsetHeight}px`
      to.scrollTop = from.scrollTop
    }
    fit()
    const watch = new ResizeObserver(fit)
    watch.observe(from)
    from.addEventListener('scroll', fit)
    return () => {
      watch.disconnect()
      from.removeEventListener('scroll', fit)
    }
  })
  const limit = limitIn(text, max)
  return (
    <div ref={ref} className="over-limit" aria-hidden="true" dir="auto">
      {text.slice(0, limit)}
      <mark>{text.slice(limit)}</mark>
      {/* A last line that is empty has its height in the field too. */}
      {'\u200b'}
    </div>
  )
}
