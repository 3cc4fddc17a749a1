import { Component, type ReactNode } from 'react'
import { Notice } from '../ui/Notice.tsx'

type Props = { children: ReactNode }

/** Stands in for a page that broke: a fault of ours, or a part that could not be fetched because a newer version is out. */
export class ErrorBoundary extends Component<Props, { broken: boolean }> {
  override state = { broken: false }

  static getDerivedStateFromError() {
    return { broken: true }
  }

  override render() {
    if (!this.state.broken) return this.props.children
    return (
      <Notice heading="This page broke" kind="trouble">
        <p>That is our fault, or there is a newer version of it. Loading it again mostly helps.</p>
        <button type="button" className="button" onClick={() => location.reload()}>
          Load it again
        </button>
      </Notice>
    )
  }
}
