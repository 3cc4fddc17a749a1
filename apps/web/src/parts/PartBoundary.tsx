import { Component, type ReactNode } from 'react'
import { type PartLook, PartTrouble } from './PartTrouble.tsx'

type Props = {
  look: PartLook
  children: ReactNode
  /** Closes what is a dialog. */
  onClose?: (() => void) | undefined
  onFailure?: () => void
  onRetry?: (isForced: boolean) => void
}

/** Keeps a part of the page that failed to load or to render from taking the rest of the page with it. */
export class PartBoundary extends Component<Props, { failure: { error: unknown } | undefined }> {
  override state = { failure: undefined as { error: unknown } | undefined }

  static getDerivedStateFromError(error: unknown) {
    return { failure: { error } }
  }

  override componentDidCatch() {
    this.props.onFailure?.()
  }

  retry = (isForced: boolean) => {
    this.props.onRetry?.(isForced)
    this.setState({ failure: undefined })
  }

  override render() {
    const { failure } = this.state
    if (!failure) return this.props.children
    return (
      <PartTrouble error={failure.error} look={this.props.look} onClose={this.props.onClose} onRetry={this.retry} />
    )
  }
}
