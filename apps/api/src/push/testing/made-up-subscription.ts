/** A subscription that nobody has, with the public key of an example (RFC 8291, Appendix A). */
export function madeUpSubscription(name: string, auth = 'BTBZMqHH6r4Tts7J_aSIgg') {
  const p256dh = 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4'
  return { endpoint: `https://fcm.googleapis.com/fcm/send/${name}`, p256dh, auth, language: 'en' }
}
