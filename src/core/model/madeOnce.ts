// What is made of an object that never changes in place: once, and kept exactly as long as that object lives.

export function madeOnce<From extends object, Made>(make: (from: From) => Made): (from: From) => Made {
  const known = new WeakMap<From, { readonly made: Made }>()
  return (from) => {
    const before = known.get(from)
    if (before !== undefined) return before.made
    const made = make(from)
    known.set(from, { made })
    return made
  }
}
