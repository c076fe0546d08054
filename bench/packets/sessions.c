// Many live TCP sessions between two network namespaces, at the price of none: nearly all of them forget both ends without a
// word, so that the router goes on holding them for established; every hundredth keeps its ends.
//
//   sessions <n> <port>   n sessions, half to this port and half to the next one; says how many; then for each line on standard
//                         input: a byte both ways through each one that kept its ends, says in how many both arrived
//
// Namespaces and the address to connect to come from the environment: FROM, TO, TO_ADDRESS.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "common.h"

#define KEPT_OF 100
#define PATIENCE_MS 3000

static int readable(int s) {
  struct pollfd p = {.fd = s, .events = POLLIN};
  return poll(&p, 1, PATIENCE_MS) > 0;
}

/** No FIN and no RST leaves. */
static void forget(int s) {
  int on = 1;
  if (setsockopt(s, IPPROTO_TCP, TCP_REPAIR, &on, sizeof on)) die("TCP_REPAIR");
  close(s);
}

static int listener(int port) {
  int s = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
  if (bind(s, (void *)&a, sizeof a) || listen(s, 64)) die("listen");
  return s;
}

static int arrives(int from, int to) {
  char byte = 'x';
  return send(from, &byte, 1, MSG_NOSIGNAL) == 1 && readable(to) && recv(to, &byte, 1, 0) == 1;
}

int main(int count, char **words) {
  if (count < 3) return 2;
  int n = atoi(words[1]), port = atoi(words[2]), kept = 0, opened = 0;
  struct rlimit files = {65536, 65536};
  setrlimit(RLIMIT_NOFILE, &files);
  int(*ends)[2] = calloc(n / KEPT_OF + 1, sizeof *ends);
  enter("TO");
  int listeners[2] = {listener(port), listener(port + 1)};
  enter("FROM");
  for (int i = 0; i < n; i++) {
    int a = socket(AF_INET, SOCK_STREAM, 0), one = 1;
    setsockopt(a, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_port = htons(1024 + i / 2)};
    struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port + i % 2)};
    inet_pton(AF_INET, env("TO_ADDRESS"), &to.sin_addr);
    if (bind(a, (void *)&from, sizeof from)) {
      close(a);
      continue;
    }
    if (connect(a, (void *)&to, sizeof to)) die("connect");
    int b = readable(listeners[i % 2]) ? accept(listeners[i % 2], NULL, NULL) : -1;
    if (b < 0) die("accept");
    opened++;
    if (i % KEPT_OF == 0) {
      ends[kept][0] = a;
      ends[kept++][1] = b;
      continue;
    }
    forget(a);
    forget(b);
  }
  printf("{\"opened\":%d}\n", opened);
  fflush(stdout);
  char line[64];
  while (fgets(line, sizeof line, stdin)) {
    int whole = 0;
    for (int i = 0; i < kept; i++) whole += arrives(ends[i][0], ends[i][1]) && arrives(ends[i][1], ends[i][0]);
    printf("{\"kept\":%d,\"whole\":%d}\n", kept, whole);
    fflush(stdout);
  }
  return 0;
}
