import { isDeepStrictEqual } from 'node:util';
import type { Route } from '@tessera/contract';
import fastJson, { type Schema } from 'fast-json-stringify';
import { z } from 'zod';

export type AnswerWriter = (answer: unknown) => string;

/**
 * Writes what a use case returns as JSON, as the route's contract has it: what is not in the schema stays inside, an instant becomes
 * text. Compiled at a route's first answer, since the schema's own encoding costs a charge more than all else that HTTP asks of us.
 */
export function answerWriter(route: Route): AnswerWriter {
  let write: AnswerWriter | undefined;
  return (answer) => {
    write ??= compile(route.response);
    return write(answer);
  };
}

/** Checks each answer against the schema as well, and that both ways write the same. @throws Error, ZodError */
export function checkedAnswerWriter(route: Route): AnswerWriter {
  const write = answerWriter(route);
  return (answer) => {
    const text = write(answer);
    const exact = JSON.stringify(z.encode(route.response, answer));
    if (!isDeepStrictEqual(JSON.parse(text), JSON.parse(exact))) throw new Error(`an answer is written as ${text} instead of ${exact}`);
    return text;
  };
}

function compile(schema: z.ZodType): AnswerWriter {
  if (schema instanceof z.ZodDiscriminatedUnion) return compileByKind(schema);
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return fastJson(json as Schema); // Both are JSON Schema, draft 7; the two libraries type it differently.
}

/** One function for each kind of answer, chosen by the field that names it: left to itself, the compiled one tries every schema on the whole answer. */
function compileByKind({ def, options }: z.ZodDiscriminatedUnion): AnswerWriter {
  const writers = new Map<unknown, AnswerWriter>();
  for (const option of options) {
    const write = compile(option as z.ZodType); // What a union is made of.
    for (const kind of option._zod.propValues?.[def.discriminator] ?? []) writers.set(kind, write);
  }
  return (answer) => {
    const kind = (answer as Record<string, unknown>)[def.discriminator]; // What the contract says of every such answer.
    const write = writers.get(kind);
    if (!write) throw new Error(`no answer is of the kind ${String(kind)}`);
    return write(answer);
  };
}
