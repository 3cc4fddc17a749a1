// A function as a bundler would leave it. What it does depends on its event.
let handled = 0

export async function handler(event, context) {
  handled++
  console.log(`event ${handled}`)
  if (event.fail) throw new RangeError(event.fail)
  if (event.end) process.exit(1)
  if (event.hang) await new Promise(() => setInterval(() => {}, 1_000))
  return {
    ...event,
    handled,
    secret: process.env.SECRET,
    home: process.env.HOME,
    in_time: context.getRemainingTimeInMillis() > 0,
  }
}
