#!/usr/bin/env node
// npx remembers the path of a program: where it ran an older version of this checkout, it starts here.
const entry = './briefwire-cli.mjs';
import(entry);
