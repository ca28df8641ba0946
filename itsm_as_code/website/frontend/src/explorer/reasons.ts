// Why, in one line: the group and what is left of it, or the one thing that is needed; as formats/_impact_words.py says it.

import type { Impacted } from "../engine/impact";
import type { Landscape, Level } from "../engine/index";
import type { Speech } from "../page/words";
import { LEVELS } from "./address";

export function reason(landscape: Landscape, one: Impacted, speech: Speech): string {
  const [, members, , , tolerates] = landscape.index.dependencies[one.reason.number];
  const words = members.length > 1 ? ofGroup(landscape, one, speech) : ofOne(landscape, one, speech);
  return tolerates ? speech.say("explorer_tolerated", { words, time: speech.time(tolerates) }) : words;
}

export function levelWord(level: Level, speech: Speech): string {
  return speech.say(`explorer_${LEVELS[level].replace("-", "_")}`);
}

function ofGroup({ index }: Landscape, { level, reason: { number, members, left } }: Impacted, speech: Speech): string {
  const [, group, need, , , name] = index.dependencies[number];
  const said = (words: string) => (name ? speech.say("explorer_named", { name, words }) : words);
  if (left === group.length) {
    const states = members.slice(0, 3).map(([member, one]) =>
      speech.say("explorer_state", { title: index.entities[member][1], level: levelWord(one, speech) }),
    );
    return said(states.join(speech.say("listed")));
  }
  const limping = members.filter(([, one]) => one === 2).length;
  const phrase = level === 1 && left === need ? "explorer_left_last" : limping ? "explorer_left_limping" : "explorer_left";
  return said(speech.say(phrase, { left, number: group.length, need, limping }));
}

function ofOne({ index }: Landscape, { reason: { number, members } }: Impacted, speech: Speech): string {
  const [, group, , soft, , name, relation] = index.dependencies[number];
  const [member, level]: [number, Level] = members[0] ?? [group[0], 3];
  const title = name ? speech.say("explorer_titled", { title: index.entities[member][1], name }) : index.entities[member][1];
  const gaps = { title, level: levelWord(level, speech), relation: relation.replaceAll("-", " ") };
  if (soft) return speech.say(level === 3 ? "explorer_without" : "explorer_though", gaps);
  const verb = relation === "location" ? "explorer_stands_in" : "explorer_needs";
  return speech.say(level === 3 ? verb : `${verb}_which`, gaps);
}
