#!/usr/bin/env node
// npx caches the path of a program. If it ran an older version of this checkout, it starts this
// file.
const entry = './briefwire-cli.mjs';
import(entry);
