// Traffic through a routed lab of three network namespaces, from one thread that owns sockets in both end namespaces: softirq work
// runs inline in the sender, so the thread's CPU time is the cost of the whole path.
//
//   load tcp   <n> <port>    n times connect, accept and close on both sides, from 250 source addresses in turn
//   load new   <n> <port>    n UDP packets, each of a session of its own
//   load held  <n> <port>    one UDP session that has been answered, then n packets of it
//   load pace  <ms> <port>   100,000 UDP packets a second, in turn to this port and to the next one, each port in 20,000 sessions
//   load rate  <ms> <port>   connects and closes with a second thread that accepts, for so many milliseconds
//
// Namespaces, addresses and the router's MAC come from the environment: FROM, TO, FROM_NET (10.0.9.0), TO_ADDRESS, GATEWAY_MAC.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <net/ethernet.h>
#include <net/if.h>
#include <netinet/in.h>
#include <netinet/ip.h>
#include <netinet/udp.h>
#include <netpacket/packet.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "common.h"

#define SOURCES 250
#define WARM_UP 300

static double seconds(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

static void pin(int cpu) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  sched_setaffinity(0, sizeof set, &set);
}

static struct sockaddr_in at(const char *address, int port) {
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_port = htons(port)};
  if (inet_pton(AF_INET, address, &a.sin_addr) != 1) die(address);
  return a;
}

static in_addr_t source(unsigned i) {
  struct in_addr net;
  inet_pton(AF_INET, env("FROM_NET"), &net);
  return htonl(ntohl(net.s_addr) + 2 + i % SOURCES);
}

static int listener(int port) {
  enter("TO");
  int s = socket(AF_INET, SOCK_STREAM, 0), one = 1;
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in a = at("0.0.0.0", port);
  if (bind(s, (void *)&a, sizeof a) || listen(s, 4096)) die("listen");
  return s;
}

static int client(unsigned i) {
  int s = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(s, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
  struct sockaddr_in a = {.sin_family = AF_INET, .sin_addr = {source(i)}};
  if (bind(s, (void *)&a, sizeof a)) die("bind");
  return s;
}

static void print(double wall, double cpu, long n, long failed) {
  printf("{\"wallNs\":%.1f,\"cpuNs\":%.1f,\"failed\":%ld}\n", wall / n * 1e9, cpu / n * 1e9, failed);
}

static void tcp(long n, int port) {
  int l = listener(port);
  enter("FROM");
  struct sockaddr_in to = at(env("TO_ADDRESS"), port);
  double wall = 0, cpu = 0;
  long failed = 0;
  for (long i = -WARM_UP; i < n; i++) {
    if (i == 0) {
      wall = seconds(CLOCK_MONOTONIC);
      cpu = seconds(CLOCK_THREAD_CPUTIME_ID);
    }
    int s = client(i + WARM_UP);
    struct pollfd p = {.fd = l, .events = POLLIN};
    int a = -1;
    if (connect(s, (void *)&to, sizeof to) && errno != EINPROGRESS) failed++;
    else if (poll(&p, 1, 300) <= 0 || (a = accept4(l, NULL, NULL, SOCK_NONBLOCK)) < 0) failed++;
    close(s);
    if (a >= 0) close(a);
  }
  print(seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_THREAD_CPUTIME_ID) - cpu, n, failed);
}

struct __attribute__((packed)) frame {
  struct ether_header ether;
  struct iphdr ip;
  struct udphdr udp;
  char data[18];
};

static unsigned short checksum(void *data, int length) {
  unsigned long sum = 0;
  for (unsigned short *p = data; length > 1; length -= 2) sum += *p++;
  sum = (sum >> 16) + (sum & 0xffff);
  return ~(sum + (sum >> 16));
}

struct sender {
  int socket;
  struct sockaddr_ll to;
  struct frame frame;
};

static struct sender sender(int port) {
  struct sender s;
  memset(&s, 0, sizeof s);
  enter("FROM");
  s.socket = socket(AF_PACKET, SOCK_RAW, 0);
  if (s.socket < 0) die("packet socket");
  struct ifreq r;
  memset(&r, 0, sizeof r);
  strcpy(r.ifr_name, "eth0");
  if (ioctl(s.socket, SIOCGIFINDEX, &r)) die("eth0");
  s.to = (struct sockaddr_ll){.sll_family = AF_PACKET, .sll_ifindex = r.ifr_ifindex, .sll_halen = 6, .sll_protocol = htons(ETHERTYPE_IP)};
  if (ioctl(s.socket, SIOCGIFHWADDR, &r)) die("eth0");
  memcpy(s.frame.ether.ether_shost, r.ifr_hwaddr.sa_data, 6);
  unsigned m[6];
  if (sscanf(env("GATEWAY_MAC"), "%x:%x:%x:%x:%x:%x", m, m + 1, m + 2, m + 3, m + 4, m + 5) != 6) die("GATEWAY_MAC");
  for (int i = 0; i < 6; i++) s.frame.ether.ether_dhost[i] = m[i];
  s.frame.ether.ether_type = htons(ETHERTYPE_IP);
  s.frame.ip = (struct iphdr){.version = 4, .ihl = 5, .ttl = 64, .protocol = IPPROTO_UDP, .tot_len = htons(sizeof s.frame - 14)};
  inet_pton(AF_INET, env("TO_ADDRESS"), &s.frame.ip.daddr);
  s.frame.udp = (struct udphdr){.dest = htons(port), .len = htons(8 + sizeof s.frame.data)};
  int one = 1;
  setsockopt(s.socket, SOL_PACKET, PACKET_QDISC_BYPASS, &one, sizeof one);
  return s;
}

static void flood(struct sender *s, long n, int vary) {
  double wall = 0, cpu = 0;
  long failed = 0;
  for (long i = -WARM_UP; i < n; i++) {
    if (i == 0) {
      wall = seconds(CLOCK_MONOTONIC);
      cpu = seconds(CLOCK_THREAD_CPUTIME_ID);
    }
    if (vary) {
      unsigned k = i + WARM_UP;
      s->frame.ip.saddr = source(k);
      s->frame.udp.source = htons(1024 + k / SOURCES % 60000);
      s->frame.ip.check = 0;
      s->frame.ip.check = checksum(&s->frame.ip, 20);
    }
    if (sendto(s->socket, &s->frame, sizeof s->frame, 0, (void *)&s->to, sizeof s->to) < 0) failed++;
  }
  print(seconds(CLOCK_MONOTONIC) - wall, seconds(CLOCK_THREAD_CPUTIME_ID) - cpu, n, failed);
}

#define PACE 100000
#define PACED_SESSIONS 20000

/** In bursts of a millisecond; what a burst is late is made up by the next ones. */
static void pace(struct sender *s, double ms, int port) {
  double start = seconds(CLOCK_MONOTONIC), now = start, cpu = seconds(CLOCK_THREAD_CPUTIME_ID);
  long sent[2] = {0, 0}, failed = 0;
  while (now < start + ms / 1000) {
    long due = (now - start) * PACE;
    for (long i = sent[0] + sent[1]; i < due; i++) {
      unsigned k = i / 2 % PACED_SESSIONS;
      s->frame.ip.saddr = source(k);
      s->frame.udp.source = htons(1024 + k / SOURCES);
      s->frame.udp.dest = htons(port + i % 2);
      s->frame.ip.check = 0;
      s->frame.ip.check = checksum(&s->frame.ip, 20);
      if (sendto(s->socket, &s->frame, sizeof s->frame, 0, (void *)&s->to, sizeof s->to) < 0) failed++;
      sent[i % 2]++;
      if (i % 1000 == 999 && seconds(CLOCK_MONOTONIC) >= start + ms / 1000) break;
    }
    struct timespec rest = {.tv_nsec = 200000};
    nanosleep(&rest, NULL);
    now = seconds(CLOCK_MONOTONIC);
  }
  printf("{\"wallNs\":%.1f,\"cpuNs\":%.1f,\"failed\":%ld,\"sent\":[%ld,%ld]}\n", (now - start) * 1e9,
         (seconds(CLOCK_THREAD_CPUTIME_ID) - cpu) * 1e9, failed, sent[0], sent[1]);
}

static int datagram(struct sockaddr_in a) {
  int s = socket(AF_INET, SOCK_DGRAM, 0), one = 1;
  setsockopt(s, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(s, (void *)&a, sizeof a)) die("bind");
  return s;
}

static void hear(int s) {
  char data[64];
  struct pollfd p = {.fd = s, .events = POLLIN};
  if (poll(&p, 1, 1000) <= 0 || recv(s, data, sizeof data, 0) < 0) die("nothing heard");
}

static void held(long n, int port) {
  char data[18] = "x";
  struct sockaddr_in from = {.sin_family = AF_INET, .sin_port = htons(40000), .sin_addr = {source(0)}};
  struct sockaddr_in to = at(env("TO_ADDRESS"), port);
  enter("TO");
  int b = datagram(at("0.0.0.0", port));
  enter("FROM");
  int a = datagram(from);
  for (int i = 0; i < 3; i++) {
    sendto(a, data, sizeof data, 0, (void *)&to, sizeof to);
    hear(b);
    sendto(b, data, sizeof data, 0, (void *)&from, sizeof from);
    hear(a);
  }
  struct sender s = sender(port);
  s.frame.ip.saddr = from.sin_addr.s_addr;
  s.frame.udp.source = from.sin_port;
  s.frame.ip.check = checksum(&s.frame.ip, 20);
  flood(&s, n, 0);
}

static volatile int over;

static void *acceptor(void *l) {
  pin(1);
  while (!over) {
    struct pollfd p = {.fd = *(int *)l, .events = POLLIN};
    if (poll(&p, 1, 100) <= 0) continue;
    int a;
    while ((a = accept4(p.fd, NULL, NULL, SOCK_NONBLOCK)) >= 0) close(a);
  }
  return NULL;
}

static void rate(double ms, int port) {
  int l = listener(port);
  fcntl(l, F_SETFL, O_NONBLOCK);
  enter("FROM");
  pthread_t thread;
  pthread_create(&thread, NULL, acceptor, &l);
  pin(0);
  struct sockaddr_in to = at(env("TO_ADDRESS"), port);
  int epoll = epoll_create1(0), open = 0;
  unsigned i = 0;
  long done = 0, failed = 0;
  double start = seconds(CLOCK_MONOTONIC);
  while (seconds(CLOCK_MONOTONIC) < start + ms / 1000) {
    while (open < 32) {
      int s = client(i++);
      if (connect(s, (void *)&to, sizeof to) && errno != EINPROGRESS) {
        failed++;
        close(s);
        break;
      }
      struct epoll_event e = {.events = EPOLLOUT, .data.fd = s};
      epoll_ctl(epoll, EPOLL_CTL_ADD, s, &e);
      open++;
    }
    struct epoll_event events[64];
    int n = epoll_wait(epoll, events, 64, 50);
    for (int j = 0; j < n; j++) {
      if (events[j].events & EPOLLERR) failed++;
      else done++;
      close(events[j].data.fd);
      open--;
    }
  }
  double wall = seconds(CLOCK_MONOTONIC) - start;
  over = 1;
  pthread_join(thread, NULL);
  print(wall, wall, done, failed);
}

int main(int count, char **words) {
  if (count < 4) return 2;
  struct rlimit files = {65536, 65536};
  setrlimit(RLIMIT_NOFILE, &files);
  long n = atol(words[2]);
  int port = atoi(words[3]);
  if (!strcmp(words[1], "rate")) {
    rate(n, port);
    return 0;
  }
  pin(getenv("CPU") ? atoi(getenv("CPU")) : 0);
  if (!strcmp(words[1], "tcp")) tcp(n, port);
  else if (!strcmp(words[1], "held")) held(n, port);
  else if (!strcmp(words[1], "new")) {
    struct sender s = sender(port);
    flood(&s, n, 1);
  } else if (!strcmp(words[1], "pace")) {
    struct sender s = sender(port);
    pace(&s, n, port);
  } else return 2;
  return 0;
}
