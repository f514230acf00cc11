export * from './alerts.ts';
export * from './announcements.ts';
export * from './anonymouscards.ts';
export * from './api.ts';
export * from './audit.ts';
export * from './backup.ts';
export * from './bearer-permissions.ts';
export * from './card-care.ts';
export * from './card-orders.ts';
export * from './card-view.ts';
export * from './cards.ts';
export * from './catalogue.ts';
export {
  AGREED_PRICE_STATES,
  type AgreedPrice,
  type AgreedPriceState,
  type AgreeingSide,
  CATEGORIES_MAX,
  type CatalogueItem,
  ITEM_DESCRIPTION_MAX,
  ITEM_KINDS,
  ITEM_PHOTO_BYTES_MAX,
  ITEM_PHOTO_TYPES,
  ITEM_PHOTOS_MAX,
  ITEM_PRICE_MINOR_MAX,
  ITEM_STATES,
  type ItemCategory,
  type ItemKind,
  type ItemPhotoType,
  type ItemState,
  type OfferedCategory,
  type OfferedItem,
  type OfferingShop,
  STOCK_MAX,
  type StockMove,
  type StockMoveKind,
} from './catalogue-shapes.ts';
export * from './channels.ts';
export * from './chats.ts';
export * from './checkouts.ts';
export * from './client.ts';
export * from './closures.ts';
export * from './departments.ts';
export * from './deposits.ts';
export type { Dispute, DisputeEntry, OwnDispute, WholeDispute, WholeOwnDispute } from './dispute-shapes.ts';
export * from './dispute-words.ts';
export * from './disputes.ts';
export * from './errors.ts';
export * from './event-shapes.ts';
export * from './events.ts';
export * from './faq.ts';
export * from './first-cards.ts';
export * from './funding.ts';
export * from './gift-card-shapes.ts';
export * from './giftcards.ts';
export * from './gifts.ts';
export * from './guardians.ts';
export * from './help-words.ts';
export * from './identity.ts';
export * from './import-problems.ts';
export * from './imports.ts';
export * from './inventory.ts';
export * from './issuertopups.ts';
export * from './key-renewal.ts';
export * from './ledger.ts';
export * from './live.ts';
export * from './loyalty.ts';
export * from './loyalty-earning.ts';
export * from './loyalty-levels.ts';
export * from './loyalty-shapes.ts';
export * from './loyalty-ways.ts';
export {
  HOLDING_SOURCES,
  HOLDING_STATUSES,
  type HoldingStatus,
  MEAL_PERIODS,
  MEAL_PLAN_STATUSES,
  type Meal,
  type MealHolding,
  type MealPeriod,
  type MealPlan,
  type MealPlanOnSale,
  type MealTotal,
  type OwnMeal,
  type OwnMealPlan,
} from './meal-shapes.ts';
export * from './mealplans.ts';
export * from './members.ts';
export * from './merchant-applicants.ts';
export * from './merchant-shops.ts';
export * from './merchants.ts';
export * from './migration.ts';
export * from './notice-kinds.ts';
export * from './notice-templates.ts';
export * from './notices.ts';
export * from './notifications.ts';
export * from './onboarding.ts';
export * from './organizations.ts';
export * from './payment-kinds.ts';
export {
  CREDENTIAL_KINDS,
  type CredentialKind,
  type DayTotals,
  type Payment,
  type PaymentLeg,
  STATEMENT_SHOPS_MAX,
  type Statement,
  type Term,
} from './payment-shapes.ts';
export * from './payments.ts';
export * from './permissions.ts';
export * from './privacy.ts';
export * from './private-fields.ts';
export {
  BEARERS,
  BENEFIT_KINDS,
  CAMPAIGN_STATES,
  CAMPAIGN_TRIGGERS,
  type Campaign,
  type CampaignBenefit,
  type CampaignState,
  COUPON_STATES,
  type Coupon,
  type CouponOnOffer,
  type CouponState,
  ISSUE_WAYS,
  type IssueWay,
  type OwnCoupon,
  STANDINGS,
} from './promotion-shapes.ts';
export * from './promotions.ts';
export * from './public-events.ts';
export * from './purposes.ts';
export * from './ready-made-roles.ts';
export * from './recommendations.ts';
export * from './reconciliation.ts';
export * from './reconciliation-words.ts';
export * from './redemption-shapes.ts';
export * from './redemptions.ts';
export * from './report-kinds.ts';
export * from './report-mails.ts';
export * from './report-shapes.ts';
export * from './reports.ts';
export * from './review-words.ts';
export * from './reviews.ts';
export * from './role-rules.ts';
export * from './roles.ts';
export * from './route.ts';
export * from './sale-kinds.ts';
export * from './sales.ts';
export type { CashDay, CashMove, DrawerMove, Shift, ShiftTotal } from './sales-shapes.ts';
export * from './satisfaction.ts';
export * from './schemas.ts';
export * from './security.ts';
export * from './setting-kinds.ts';
export * from './settings.ts';
export * from './settlement.ts';
export * from './settlement-margin.ts';
export * from './settlement-payouts.ts';
export * from './settlement-takings.ts';
export * from './slips.ts';
export * from './staff.ts';
export * from './subsidies.ts';
export * from './survey-words.ts';
export * from './surveys.ts';
export * from './terminals.ts';
export * from './tickets.ts';
export * from './venues.ts';
export * from './wallets.ts';
export * from './withdrawals.ts';
