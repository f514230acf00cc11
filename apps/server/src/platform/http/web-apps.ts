import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import fastifyStatic from '@fastify/static';
import { AppError } from '@tessera/contract';
import type { FastifyInstance } from 'fastify';
import { sendProblem, statusOf } from './problem.ts';

/** Serves each built web app below its name; a path without a file is a page of the app, so it gets the app's index. */
export async function serveWebApps(app: FastifyInstance, directories: Record<string, string>): Promise<void> {
  for (const [name, root] of Object.entries(directories)) {
    if (!existsSync(join(root, 'index.html'))) {
      app.log.warn({ app: name }, 'this web app has not been built: run npm run build');
      continue;
    }
    await app.register(
      async (scope) => {
        await scope.register(fastifyStatic, {
          root,
          redirect: true,
          setHeaders: (reply, path) => reply.header('cache-control', cacheFor(relative(root, path))),
        });
        scope.setErrorHandler((error, request, reply) => sendProblem(request, reply, refusalOf(error) ?? error));
        scope.setNotFoundHandler((request, reply) => {
          const [path = '', query] = request.url.split('?');
          // Below its own folder only, the app's worker and its relative links are the app's.
          if (path === `/${name}`) return reply.redirect(`/${name}/${query === undefined ? '' : `?${query}`}`, 308);
          const isPage = request.method === 'GET' && !/\.[a-z0-9]+$/i.test(path);
          return isPage ? reply.sendFile('index.html') : sendProblem(request, reply, new AppError('request.not_found'));
        });
      },
      { prefix: `/${name}` },
    );
  }
}

/** A path that leads out of the app, a range or a version that the file has not: the request's doing and no fault of ours. */
function refusalOf(error: unknown): AppError | undefined {
  const status = statusOf(error) ?? 500;
  if (status >= 500) return undefined;
  return new AppError(status === 403 || status === 404 ? 'request.not_found' : 'request.malformed');
}

/** Built assets carry a hash in their name and never change; everything else is asked for again. `path` begins below the app. */
function cacheFor(path: string): string {
  return /^assets[\\/]/.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache';
}
