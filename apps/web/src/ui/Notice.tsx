import type { ReactNode } from 'react'

type NoticeProps = { heading: string; children?: ReactNode; kind?: 'plain' | 'trouble' }

/** Shown in place of a list that is empty, that failed to load, or that is gone. */
export function Notice({ heading, children, kind = 'plain' }: NoticeProps) {
  return (
    <section className="notice" data-kind={kind} role={kind === 'trouble' ? 'alert' : undefined}>
      <h2>{heading}</h2>
      {children}
    </section>
  )
}
