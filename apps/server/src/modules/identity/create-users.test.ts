import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openWorld, refusalOf, type World } from './test-world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

describe('a user', () => {
  it('cannot take a user name or a phone that is in use in its realm', async () => {
    await world.enter({ realm: 'member', userName: 'first', phone: '13700000000' });
    expect(await refusalOf(world.enter({ realm: 'member', userName: 'FIRST' }))).toBe('identity.user_name_taken');
    expect(await refusalOf(world.enter({ realm: 'member', userName: 'second', phone: '+86 137 0000 0000' }))).toBe('identity.user_name_taken');
    expect(await refusalOf(world.enter({ realm: 'console', userName: 'first', phone: '13700000000' }))).toBeUndefined();
  });
});
