import { faq } from '@tessera/contract';
import { bind } from '../../platform/bind.ts';
import { listArticles, listHelp } from './list-articles.ts';
import { createArticle, moveArticle, removeArticle, updateArticle } from './write-article.ts';

export const faqRoutes = bind(faq, { listArticles, createArticle, updateArticle, moveArticle, removeArticle, listHelp });
