export { faqRoutes } from './routes.ts';
export { createArticle } from './write-article.ts';
