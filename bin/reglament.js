#!/usr/bin/env node
import { join } from 'node:path';
import { projectFolder, runOnPinnedNode } from './bootstrap.js';

await runOnPinnedNode(join(projectFolder, 'server', 'cli', 'index.ts'), process.argv.slice(2));
