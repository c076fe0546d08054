// The difference of two rule lists as Batfish's compareFilters finds it, on Batfish's own decision diagrams (JFactory).
//
// Usage: BddDifference <file> <rounds>. The file, made by bdd.ts: `set <ranges>` lines, then `list` twice, each
// followed by lines `<accept|drop> <set number or *> <protocols> <ports or *>`; ranges are `first-last,first-last`.
// Prints the pairs of rules that differ and, per round, milliseconds of this thread: each round starts from nothing.

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.javabdd.BDD;
import net.sf.javabdd.BDDFactory;
import net.sf.javabdd.JFactory;

public class BddDifference {
  private record Rule(boolean accepts, int set, long[] protocols, long[] ports) {}

  /** In Batfish's order: source address, destination port, protocol. */
  private static final int ADDRESS = 0, PORT = 32, PROTOCOL = 48, VARIABLES = 56;

  private final BDDFactory factory;
  private final List<long[]> sets;
  private final Map<Integer, BDD> known = new HashMap<>();

  private BddDifference(List<long[]> sets) {
    // As BDDPacket.defaultFactory does.
    factory = JFactory.init(1_000_000, 125_000);
    factory.setCacheRatio(8);
    factory.setVarNum(VARIABLES);
    this.sets = sets;
  }

  public static void main(String[] args) throws Exception {
    List<long[]> sets = new ArrayList<>();
    List<List<Rule>> lists = new ArrayList<>();
    for (String line : Files.readAllLines(Path.of(args[0]))) {
      String[] words = line.split(" ");
      switch (words[0]) {
        case "set" -> sets.add(ranges(words[1]));
        case "list" -> lists.add(new ArrayList<>());
        default -> lists.get(lists.size() - 1).add(ruleOf(words));
      }
    }
    var clock = ManagementFactory.getThreadMXBean();
    for (int round = 0; round < Integer.parseInt(args[1]); round++) {
      long started = clock.getCurrentThreadCpuTime();
      int pairs = new BddDifference(sets).pairs(lists.get(0), lists.get(1));
      System.out.println(pairs + " " + (clock.getCurrentThreadCpuTime() - started) / 1e6);
    }
  }

  private static Rule ruleOf(String[] words) {
    int set = words[1].equals("*") ? -1 : Integer.parseInt(words[1]);
    return new Rule(words[0].equals("accept"), set, ranges(words[2]), words[3].equals("*") ? null : ranges(words[3]));
  }

  private static long[] ranges(String text) {
    return Arrays.stream(text.split("[,-]")).mapToLong(Long::parseLong).toArray();
  }

  /** Every line of one list against every line of the other, where they act differently on some packet. */
  private int pairs(List<Rule> before, List<Rule> after) {
    BDD[] was = effective(before), is = effective(after);
    int pairs = 0;
    for (int i = 0; i < was.length; i++) {
      for (int j = 0; j < is.length; j++) {
        if (before.get(i).accepts == after.get(j).accepts || !was[i].andSat(is[j])) continue;
        BDD both = was[i].and(is[j]);
        if (both.minAssignmentBits() != null) pairs++;
        both.free();
      }
    }
    return pairs;
  }

  /** What each line decides: reachAndMatchLines. */
  private BDD[] effective(List<Rule> rules) {
    BDD reach = factory.one();
    BDD[] found = new BDD[rules.size()];
    for (int place = 0; place < found.length; place++) {
      BDD match = match(rules.get(place));
      found[place] = match.and(reach);
      reach = reach.diff(match);
    }
    return found;
  }

  private BDD match(Rule rule) {
    BDD all = number(PROTOCOL, 8, rule.protocols);
    if (rule.ports != null) all = all.and(number(PORT, 16, rule.ports));
    return rule.set < 0 ? all : all.and(known.computeIfAbsent(rule.set, set -> number(ADDRESS, 32, sets.get(set))));
  }

  private BDD number(int base, int bits, long[] ranges) {
    List<BDD> parts = new ArrayList<>();
    for (int at = 0; at < ranges.length; at += 2) parts.add(range(base, bits, ranges[at], ranges[at + 1]));
    return factory.orAll(parts);
  }

  /** BDDInteger.range: the common prefix as literals, then "not less" and "not more" for what is left. */
  private BDD range(int base, int bits, long first, long last) {
    int suffix = 64 - Long.numberOfLeadingZeros(first ^ last);
    long mask = (1L << suffix) - 1;
    BDD set = factory.one();
    if ((first & mask) != 0 || (last & mask) != mask) {
      BDD least = factory.one(), most = factory.one();
      for (int bit = 0; bit < suffix; bit++) {
        BDD variable = factory.ithVar(base + bits - 1 - bit);
        least = (first >> bit & 1) == 1 ? least.and(variable) : least.or(variable);
        most = (last >> bit & 1) == 1 ? most.or(variable.not()) : most.diff(variable);
      }
      set = least.and(most);
    }
    for (int bit = suffix; bit < bits; bit++) {
      BDD variable = factory.ithVar(base + bits - 1 - bit);
      set = (first >> bit & 1) == 1 ? set.and(variable) : set.diff(variable);
    }
    return set;
  }
}
