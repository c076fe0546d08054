// What the programs of this folder do alike: give up with a word, read their settings, enter a network namespace.
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void die(const char *what) {
  perror(what);
  exit(1);
}

static const char *env(const char *name) {
  const char *value = getenv(name);
  if (value == NULL) {
    fprintf(stderr, "%s is not set\n", name);
    exit(1);
  }
  return value;
}

static void enter(const char *which) {
  char path[160];
  snprintf(path, sizeof path, "/run/netns/%s", env(which));
  int fd = open(path, O_RDONLY);
  if (fd < 0 || setns(fd, CLONE_NEWNET)) die(path);
  close(fd);
}
