import { parseSync } from '@swc/core';

/** An import, export-from, `import()`, `require()` or `import('…').Type` of a module named in the text. */
export interface Import {
  readonly specifier: string;
  /** Gone once the types are stripped. */
  readonly typeOnly: boolean;
}

/** What a module takes from outside itself. */
export interface Source {
  readonly imports: Import[];
  /** What it asks of its surroundings without importing it. */
  readonly asks: ('clock' | 'chance' | 'process')[];
}

type Node = Record<string, unknown>;

/** Parses a TypeScript module (with JSX or without). */
export function readSource(text: string): Source {
  const source: Source = { imports: [], asks: [] };
  visit(parseSync(text, { syntax: 'typescript', tsx: true, target: 'es2022' }), source);
  return source;
}

function visit(value: unknown, source: Source): void {
  if (Array.isArray(value)) {
    for (const entry of value) visit(entry, source);
  } else if (typeof value === 'object' && value !== null) {
    noteImport(value as Node, source);
    noteAsking(value as Node, source);
    for (const child of Object.values(value)) visit(child, source);
  }
}

function noteImport(node: Node, { imports }: Source): void {
  const add = (literal: unknown, typeOnly = false) => {
    const { type, value } = Object(literal);
    if (type === 'StringLiteral') imports.push({ specifier: String(value), typeOnly });
  };
  switch (node.type) {
    case 'ImportDeclaration':
    case 'ExportNamedDeclaration':
    case 'ExportAllDeclaration':
      add(node.source, node.typeOnly === true || areTypes(node.specifiers));
      break;
    case 'TsExternalModuleReference':
      add(node.expression);
      break;
    case 'TsImportType':
      add(node.argument, true);
      break;
    case 'CallExpression': {
      const { type, value } = Object(node.callee);
      if (type === 'Import' || value === 'require') add(firstArgument(node));
    }
  }
}

function noteAsking(node: Node, { asks }: Source): void {
  const { object, property, callee } = node;
  if (node.type === 'NewExpression' && nameOf(callee) === 'Date' && !firstArgument(node)) {
    asks.push('clock');
  }
  if (node.type !== 'MemberExpression') return;
  const member = `${nameOf(object)}.${nameOf(property)}`;
  if (member === 'Date.now' || member === 'performance.now') asks.push('clock');
  if (member === 'Math.random') asks.push('chance');
  if (nameOf(object) === 'process') asks.push('process');
}

function firstArgument(node: Node): unknown {
  return Array.isArray(node.arguments) ? Object(node.arguments[0]).expression : undefined;
}

/** Whether there are specifiers and all of them are types (`import { type A } from …`). */
function areTypes(specifiers: unknown): boolean {
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every(({ isTypeOnly }) => isTypeOnly === true)
  );
}

function nameOf(identifier: unknown): string {
  const { type, value } = Object(identifier);
  return type === 'Identifier' ? String(value) : '';
}
