/** Apart from the other words, because it is needed when those cannot be fetched. */
export const unreachable = 'Cruddur cannot be reached. Check your connection and try again.'
