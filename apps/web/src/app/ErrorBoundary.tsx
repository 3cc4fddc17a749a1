import { Component, type ReactNode } from 'react'
import { Notice } from '../ui/Notice.tsx'

type Props = { children: ReactNode }

/** Shown in place of a page that failed to render, or whose script is gone because a newer version is out. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <Notice heading="This page broke" kind="trouble">
        <p>That’s our fault, or there is a newer version of it. Reloading usually helps.</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Reload
        </button>
      </Notice>
    )
  }
}
