#!/usr/bin/env node
import { keepCompiledCode } from './compile-cache.ts';

// What is imported above is compiled at every start.
keepCompiledCode();
await import('./program.ts');
