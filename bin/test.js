#!/usr/bin/env node
import { join } from 'node:path';
import { projectFolder, runOnPinnedNode } from './bootstrap.js';

await runOnPinnedNode(join(projectFolder, 'test', 'ground', 'run.ts'), process.argv.slice(2));
