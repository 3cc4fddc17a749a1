// Ends with 0 if the server of this container is alive.
const answer = await fetch(`http://127.0.0.1:${process.env['PORT'] || 4567}/api/health-check`).catch(() => null)
process.exit(answer?.ok ? 0 : 1)
