// The memory store against the shared suite.

import { describe } from 'vitest'
import { openStore } from '../../src/store/index.ts'
import { storeSuite } from './suite.ts'

describe('memory store', { timeout: 30_000 }, () => storeSuite((options) => openStore('memory:', options)))
