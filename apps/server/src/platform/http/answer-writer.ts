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
  const { $schema: _, ...json } = z.toJSONSchema(schema, { target: 'draft-7', io: 'input', unrepresentable: 'any' });
  return fastJson(json as Schema); // Both are JSON Schema, draft 7; the two libraries type it differently.
}
