// Things sorted by hand: dragged with the pointer, or moved with the arrow keys while their handle has the focus.

import { HolderOutlined } from '@ant-design/icons'
import { type HTMLAttributes, type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useText } from '../text/index.ts'

export interface Sorting {
  /** False while only part of the things is shown: places would mean nothing. */
  readonly isWhole: boolean
  /** For the element that is dragged and dropped upon. */
  readonly rowProps: (id: string) => HTMLAttributes<HTMLElement>
  /** The handle inside it. */
  readonly handle: (id: string) => ReactNode
  /** Says to screen readers where something stands now. */
  readonly announcement: ReactNode
}

interface SortingInput {
  readonly ids: readonly string[]
  readonly nameOf: (id: string) => string
  /** Undefined: it cannot be sorted now. */
  readonly onSort: ((ids: readonly string[]) => void) | undefined
}

export function moved(ids: readonly string[], id: string, to: number): readonly string[] {
  const place = Math.max(0, Math.min(ids.length - 1, to))
  return ids.filter((other) => other !== id).toSpliced(place, 0, id)
}

export function useSorting({ ids, nameOf, onSort }: SortingInput): Sorting {
  const t = useText()
  const [dragged, setDragged] = useState<string>()
  const [over, setOver] = useState<string>()
  const [said, setSaid] = useState('')
  const focused = useRef<string>(undefined)
  const handles = useRef(new Map<string, HTMLButtonElement>())
  const order = ids.join()
  // Moving an element in the page takes the focus from it: the next key shall still find it.
  useEffect(() => {
    if (order !== '' && focused.current !== undefined) handles.current.get(focused.current)?.focus()
    focused.current = undefined
  }, [order])
  const move = (id: string, to: number) => {
    const place = Math.max(0, Math.min(ids.length - 1, to))
    if (place === ids.indexOf(id)) return
    onSort?.(moved(ids, id, place))
    setSaid(t('sort.moved', { name: nameOf(id), place: place + 1, count: ids.length }))
  }
  const onKey = (id: string) => (event: KeyboardEvent) => {
    const to = KEYS[event.key]?.(ids.indexOf(id), ids.length)
    if (to === undefined) return
    event.preventDefault()
    focused.current = id
    move(id, to)
  }
  const end = () => {
    setDragged(undefined)
    setOver(undefined)
  }
  return {
    isWhole: onSort !== undefined,
    rowProps: (id) =>
      onSort === undefined
        ? {}
        : {
            draggable: true,
            className: dragged === id ? 'sort-dragged' : over === id ? sideOf(ids, dragged, id) : '',
            onDragStart: (event) => {
              event.dataTransfer.effectAllowed = 'move'
              event.dataTransfer.setData('text/plain', id)
              setDragged(id)
            },
            onDragOver: (event) => {
              if (dragged === undefined) return
              event.preventDefault()
              if (over !== id) setOver(id)
            },
            onDrop: (event) => {
              event.preventDefault()
              if (dragged !== undefined) move(dragged, ids.indexOf(id))
              end()
            },
            onDragEnd: end,
          },
    handle: (id) => (
      <button
        type="button"
        className="sort-handle"
        disabled={onSort === undefined}
        aria-label={t('sort.handle', { name: nameOf(id), place: ids.indexOf(id) + 1, count: ids.length })}
        title={t('sort.hint')}
        onKeyDown={onKey(id)}
        ref={(element) => {
          if (element === null) handles.current.delete(id)
          else handles.current.set(id, element)
        }}
      >
        <HolderOutlined aria-hidden />
      </button>
    ),
    announcement: (
      <span className="unseen" aria-live="assertive">
        {said}
      </span>
    ),
  }
}

const KEYS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowUp: (at) => at - 1,
  ArrowDown: (at) => at + 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

/** On which side of the thing under the pointer the dragged one would come to stand. */
const sideOf = (ids: readonly string[], dragged: string | undefined, over: string): string =>
  dragged !== undefined && ids.indexOf(dragged) < ids.indexOf(over) ? 'sort-behind' : 'sort-before'
