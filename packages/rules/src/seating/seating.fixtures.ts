import type { SeatLayout } from './layout.ts';
import { NO_EXTRAS, type SeatPlan } from './plan.ts';

/** As pretix's own tests have it: the first shape, whole numbers, areas that are boxes. */
export const EARLY = `{"name":"Grosser Saal","categories":[{"name":"Stalls","color":"red"}],"zones":[{"name":"Main Area","displayed":true,
"position":{"x":40,"y":20},"rows":[{"row_number":"0","number_of_seats":3,"seats_spacing":33,"seats":[
{"seat_guid":"0-0","seat_number":"0-0","position":{"x":0,"y":0},"category":"Stalls"},
{"seat_guid":"0-1","seat_number":"0-1","position":{"x":33,"y":0},"category":"Stalls"},
{"seat_guid":"0-2","seat_number":"0-2","position":{"x":66,"y":0},"category":"Stalls"}],"position":{"x":0,"y":50}}],
"areas":[{"color":"#ccc","width":200,"height":40,"position":{"x":0,"y":0},"rotation":2.5,"text":"Stage"}]}]}`;

export const CURRENT = `{"name":"小剧场","categories":[{"name":"A","color":"#f00"},{"name":"B"}],"size":{"width":600,"height":400},"zones":[
{"name":"池座","zone_id":"stalls","uuid":"z1","position":{"x":10.5,"y":0},"rows":[
{"row_number":"1","row_label":"第 %s 排","seat_label":null,"uuid":"r1","row_number_position":"both","position":{"x":0,"y":60},"seats":[
{"seat_guid":"a1","seat_number":"1","uuid":"s1","start_direction":">","radius":12,"position":{"x":0,"y":0},"category":"A"},
{"seat_guid":"a2","seat_number":"2","position":{"x":25.25,"y":0},"category":"A"},
{"seat_guid":"a3","seat_number":"3","position":{"x":50.5,"y":0},"category":"B"}]},
{"row_number":"2","uuid":"r2","row_number_position":null,"seats":[
{"seat_guid":"b1","seat_number":"1","position":{"x":0,"y":90},"category":"B"}]}],
"areas":[{"uuid":"area1","shape":"rectangle","color":"#ddd","border_color":"#000","rotation":0,"position":{"x":0,"y":0},
"rectangle":{"width":500,"height":40},"text":{"text":"舞台","color":"#333","size":18,"position":{"x":250,"y":20}}},
{"uuid":"area2","shape":"polygon","position":{"x":0,"y":200},"polygon":{"points":[{"x":0,"y":0},{"x":90,"y":0},{"x":45,"y":50}]}},
{"shape":"ellipse","ellipse":{"radius":{"x":20,"y":10}}},{"shape":"circle","circle":{"radius":15}},
{"shape":"text","text":{"text":"入口","position":{"x":0,"y":0}}}]}]}`;

export const BARE: SeatLayout = {
  name: 'Hall',
  categories: [{ name: 'A' }, { name: 'B' }],
  zones: [{ uuid: 'zone', name: 'Stalls', position: { x: 0, y: 0 }, rows: [] }],
  size: { width: 2_000, height: 2_000 },
};
export const EMPTY: SeatPlan = { layout: BARE, extras: NO_EXTRAS };

export function keys(): () => string {
  let last = 0;
  return () => {
    last += 1;
    return `k${last}`;
  };
}
