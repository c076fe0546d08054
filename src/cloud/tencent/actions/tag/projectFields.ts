// Parameters of actions on projects. Choice: names up to 64 and descriptions up to 255 characters.

import { integer, text } from '../../fields.ts'
import { outOfRange } from '../fields.ts'

export const projectName = text({ about: 'Name, 1 to 64 characters.', check: /^.{1,64}$/su })
export const projectInfo = text({ about: 'Description, up to 255 characters.', check: /^.{0,255}$/su })

export const switched = (about: string) => integer({ about, min: 0, max: 1, range: outOfRange })
export const projectNumber = (about: string) => integer({ about, min: 0, range: outOfRange })
