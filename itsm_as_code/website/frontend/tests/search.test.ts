// What is looked for comes first, in both languages; whatever is typed is only looked for, and quickly.

import { describe, expect, it } from "vitest";
import { type Row, find, haystack } from "../src/search/find";

const rows: Row[] = [
  ["a", "catalogentry:mailbox", "Mailbox", "邮箱", 0, "Service desk · A mailbox with calendar."],
  ["b", "service:email", "Corporate e-mail", "企业邮箱 mail-old", 1, "Messaging · Mailboxes and relay for all staff."],
  ["c", "ci:mbx-1", "Mailboxes 1", "邮箱节点一", 3, "Messaging"],
  ["d", "team:messaging", "Messaging and identity", "消息与身份组", 2, ""],
  ["e", "ci:hz-san-1", "Disk array Hangzhou", "杭州磁盘阵列", 3, "Platform"],
  ["f", "service:crm", "Ünïcode Größe", "", 1, ""],
];
const hay = haystack({ rows, kinds: [] });

const first: [string, string][] = [
  ["mailbox", "a"],
  ["MAILBOX", "a"],
  ["email", "b"],
  ["service:email", "b"],
  ["mail-old", "b"],
  ["e-mail corporate", "b"],
  ["mbx-1", "c"],
  ["messaging", "d"],
  ["mesaging", "d"],
  ["relay", "b"],
  ["企业邮箱", "b"],
  ["邮箱企业", "b"],
  ["邮箱", "a"],
  ["磁盘", "e"],
  ["阵列 杭州", "e"],
  ["hangzhuo", "e"],
  ["größe", "f"],
];

describe("the search", () => {
  it.each(first)("%s finds %s first", (query, page) => {
    expect(find(hay, query)[0]?.row[0]).toBe(page);
  });

  it.each(["", " ", "!!!", "xyzzy", "企业磁盘", "a".repeat(5_000), "((([", "\\", "*", "\u202e"])("%j finds nothing", (query) => {
    expect(find(hay, query)).toEqual([]);
  });

  it("gives no more than was asked for", () => {
    expect(find(hay, "m", 2)).toHaveLength(2);
  });
});
