/** SVG paths in a box of 24 by 24. */
export const iconLines = {
  home: 'M4 10.5 12 4l8 6.5V19a1 1 0 0 1-1 1h-4.5v-5.5h-5V20H5a1 1 0 0 1-1-1z',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.7-3.7 3.7-5.5 7.5-5.5s6.8 1.8 7.5 5.5',
  settings:
    'M4 7h9M19 7h1M4 17h1M11 17h9M16 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM8 19.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z',
  write: 'M5 19l1-4.5L16.5 4l3.5 3.5L9.5 18zM14 6.5l3.5 3.5',
  reply:
    'M12 19.5c4.7 0 8.5-3.3 8.5-7.5S16.7 4.5 12 4.5 3.5 7.8 3.5 12c0 1.7.6 3.2 1.7 4.5L4.5 20l3.8-1.2c1.1.5 2.4.7 3.7.7Z',
  repost: 'M4 11V9.5A3 3 0 0 1 7 6.5h12M16 3.5l3 3-3 3M20 13v1.5a3 3 0 0 1-3 3H5M8 20.5l-3-3 3-3',
  like: 'M12 20C5.5 15.5 3.5 12.5 3.5 9.3 3.5 6.7 5.5 5 7.7 5c1.7 0 3.3.9 4.3 2.7C13 5.9 14.6 5 16.3 5c2.2 0 4.2 1.7 4.2 4.3 0 3.2-2 6.2-8.5 10.7Z',
  more: 'M5 12.7a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4ZM12 12.7a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4ZM19 12.7a.7.7 0 1 0 0-1.4.7.7 0 0 0 0 1.4Z',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM15.3 15.3 20 20',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  message: 'M4 6h16v12H4zM4 7l8 6.5L20 7',
  share: 'M12 15V4M8 7.5 12 3.5l4 4M5 13v5.5A1.5 1.5 0 0 0 6.5 20h11a1.5 1.5 0 0 0 1.5-1.5V13',
  bomb: 'M10.5 21a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13ZM14.5 9l1.8-2.2c1-1.2 2.4-1.3 3.3-.3M20.5 3.5v-.01M21.5 8v-.01M7.5 14a3 3 0 0 1 2-2.5',
  clock: 'M12 20.5a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.5V12l3 2',
  back: 'M20 12H5M11 5.5 4.5 12l6.5 6.5',
  close: 'M6 6l12 12M18 6 6 18',
  enter: 'M10 4.5h7.5A1.5 1.5 0 0 1 19 6v12a1.5 1.5 0 0 1-1.5 1.5H10M4.5 12H14M10.5 8.5 14 12l-3.5 3.5',
  warning: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17v.01',
} as const

export type IconName = keyof typeof iconLines

/** @param props `isArrow`: it points the way that people read, and turns with it */
export function Drawing({ lines: path, isArrow }: { lines: string; isArrow?: boolean }) {
  return (
    <svg className="icon" data-arrow={isArrow} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={path} />
    </svg>
  )
}

/** An icon beside words that say the same. */
export function Icon({ name }: { name: IconName }) {
  return <Drawing lines={iconLines[name]} isArrow={/back|enter/.test(name)} />
}
