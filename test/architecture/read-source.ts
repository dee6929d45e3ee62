import { parseSync } from '@swc/core';

/** What a module uses from outside itself. */
export interface Source {
  /** The specifiers of its imports, exports from, `import()`, `require()` and `import('…').Type`. */
  readonly imports: string[];
  /** Global state that it reads without an import. */
  readonly globals: ('clock' | 'random' | 'process')[];
}

type Node = Record<string, unknown>;

/** Parses a TypeScript module. The name of its file says whether it has JSX. */
export function readSource(file: string, text: string): Source {
  const source: Source = { imports: [], globals: [] };
  const tsx = file.endsWith('.tsx');
  visit(parseSync(text, { syntax: 'typescript', tsx, target: 'es2022' }), source);
  return source;
}

function visit(value: unknown, source: Source): void {
  if (Array.isArray(value)) {
    for (const entry of value) visit(entry, source);
  } else if (typeof value === 'object' && value !== null) {
    collectImports(value as Node, source);
    collectGlobals(value as Node, source);
    for (const child of Object.values(value)) visit(child, source);
  }
}

function collectImports(node: Node, { imports }: Source): void {
  const add = (literal: unknown) => {
    const { type, value } = Object(literal);
    if (type === 'StringLiteral') imports.push(String(value));
  };
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      add(node.source);
      break;
    case 'TsExternalModuleReference':
      add(node.expression);
      break;
    case 'TsImportType':
      add(node.argument);
      break;
    case 'CallExpression': {
      const { type, value } = Object(node.callee);
      if (type === 'Import' || value === 'require') add(firstArgument(node));
    }
  }
}

function collectGlobals(node: Node, { globals }: Source): void {
  const { object, property, callee } = node;
  if (node.type === 'NewExpression' && nameOf(callee) === 'Date' && !firstArgument(node)) {
    globals.push('clock');
  }
  if (node.type !== 'MemberExpression') return;
  const member = `${nameOf(object)}.${nameOf(property)}`;
  if (member === 'Date.now' || member === 'performance.now') globals.push('clock');
  if (member === 'Math.random') globals.push('random');
  if (nameOf(object) === 'process') globals.push('process');
}

function firstArgument(node: Node): unknown {
  return Array.isArray(node.arguments) ? Object(node.arguments[0]).expression : undefined;
}

function nameOf(identifier: unknown): string {
  const { type, value } = Object(identifier);
  return type === 'Identifier' ? String(value) : '';
}
