// SPDX-License-Identifier: Apache-2.0
// --------------------------------------------------------------------------------------------- policy (C2SP tlog-policy)

/** Which logs and witnesses are trusted: `groups` name -> {least, members}, `quorum` a name or "none". */
function parsePolicy(text) {
  const policy = { logs: [], witnesses: new Map(), groups: new Map(), quorum: "", members: new Set() };
  text.split("\n").forEach((line, place) => {
    const words = line.split(new RegExp(`[${SPACE}]+`)).filter(Boolean);
    if (!words.length || words[0].startsWith("#")) return;
    try {
      policyLine(policy, words[0], words.slice(1));
    } catch (fault) {
      malformed(`policy line ${place + 1}: ${fault.message}`);
    }
  });
  const publicKeys = [...policy.logs, ...policy.witnesses.values()].map((key) => hex(key.publicKey));
  if (!policy.quorum || new Set(publicKeys).size !== publicKeys.length)
    malformed("policy: exactly one quorum line, and no key twice");
  return policy;
}

function policyLine(policy, kind, rest) {
  const isTaken = (name) => name === "none" || policy.witnesses.has(name) || policy.groups.has(name);
  if (kind === "log" && (rest.length === 1 || rest.length === 2)) policy.logs.push(parseKey(rest[0], 1));
  else if (kind === "witness" && (rest.length === 2 || rest.length === 3) && !isTaken(rest[0]))
    policy.witnesses.set(rest[0], parseKey(rest[1], 4));
  else if (kind === "group" && rest.length >= 3 && !isTaken(rest[0])) policyGroup(policy, rest, isTaken);
  else if (kind === "quorum" && rest.length === 1 && !policy.quorum && isTaken(rest[0])) policy.quorum = rest[0];
  else malformed(`not understood: ${[kind, ...rest].join(" ").slice(0, 60)}`);
}

function policyGroup(policy, [name, threshold, ...members], isTaken) {
  const isFree = (member) => member !== "none" && isTaken(member) && !policy.members.has(member);
  if (!members.every(isFree) || new Set(members).size < members.length)
    malformed("unknown member, or one that already belongs to a group");
  const named = new Map([["all", members.length], ["any", 1]]).get(threshold);
  const least = named ?? Number(strictNumber(threshold));
  if (least < 1 || least > members.length) malformed("threshold");
  members.forEach((member) => policy.members.add(member));
  policy.groups.set(name, { least, members });
}

function isSatisfied(policy, cosigned, name = policy.quorum) {
  const group = policy.groups.get(name);
  if (!group) return name === "none" || cosigned.has(name);
  return group.members.filter((member) => isSatisfied(policy, cosigned, member)).length >= group.least;
}
