package dev.holdfast.engine.state;

import dev.holdfast.engine.file.PrivateFiles;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// Appends records to a journal file and makes them durable. One thread of its own writes; records
/// that come meanwhile wait and are then made durable together, so that a thousand threads cost a
/// few flushes of the disk. Safe for use by many threads.
final class JournalFile implements AutoCloseable {
  /// More than this goes into a frame of its own, so that the memory for a frame is bounded.
  private static final int LARGEST_BATCH = 16 << 20;

  /// So many records at a time come from many threads, and not from a few chains of steps that such
  /// a wait would hold up.
  private static final int MANY = 4;

  /// How long records wait for the next one to come along, and how long at most for all of them.
  private static final long PAUSE_NANOS = 1_000_000;

  private static final long LONGEST_NANOS = 10_000_000;

  private final Path path;
  private final StateCodec codec;

  /// Guards the open batch and what the writer is to do.
  private final ReentrantLock gate = new ReentrantLock();

  private final Condition wanted = gate.newCondition();

  /// Held while the file is written. Taken before [#gate].
  private final ReentrantLock writing = new ReentrantLock();

  private Batch open = new Batch();
  private @Nullable Thread writer;
  private boolean closed;
  private @Nullable RandomAccessFile file;

  /// What goes first into a file that does not exist yet.
  private byte[] base;

  private long durableLength;

  /// @param codec how records lie in it
  /// @param durableLength the length of the part that is whole; what is behind it is cut off
  JournalFile(Path path, StateCodec codec, JournalRecord.Base base, long durableLength) {
    this.path = path;
    this.codec = codec;
    this.base = JournalText.encode(base);
    this.durableLength = durableLength;
  }

  /// Records that become durable together.
  static final class Batch {
    private final List<byte[]> records = new ArrayList<>();
    private final List<byte[]> essential = new ArrayList<>();

    /// Why they did not. It wakes all who wait for it at once, not one after the other.
    private final CompletableFuture<Optional<IOException>> failure = new CompletableFuture<>();

    private boolean wanted;
  }

  /// Puts a record in line; the order of these calls is the order in the file.
  ///
  /// @param text as [JournalText] makes it
  /// @param essential whether it goes along with later records if it cannot be written now
  Batch enqueue(byte[] text, boolean essential) {
    gate.lock();
    try {
      open.records.add(text);
      if (essential) {
        open.essential.add(text);
      }
      return open;
    } finally {
      gate.unlock();
    }
  }

  /// Returns when the records of the batch are durable.
  ///
  /// @throws IOException if they could not be written; the file is as it was before
  void await(Batch batch) throws IOException {
    want(batch);
    IOException failure = batch.failure.join().orElse(null);
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
  }

  /// Lets the writer write the batch, where it has not.
  private void want(Batch batch) {
    gate.lock();
    try {
      batch.wanted = true;
      wanted.signal();
      if (closed) {
        batch.failure.complete(Optional.of(new IOException("the journal is closed")));
      } else if (writer == null) {
        writer = Thread.ofPlatform().name("journal").daemon().start(this::writeWanted);
      }
    } finally {
      gate.unlock();
    }
  }

  private void writeWanted() {
    int together = 1;
    while (awaitWanted()) {
      if (together >= MANY) {
        gather();
      }
      together = writeOpen();
    }
  }

  /// Waits until the open batch is wanted; false once closed.
  private boolean awaitWanted() {
    gate.lock();
    try {
      while (!open.wanted && !closed) {
        wanted.awaitUninterruptibly();
      }
      return open.wanted;
    } finally {
      gate.unlock();
    }
  }

  /// Where several threads write, waits for more records as long as they keep coming: a flush of
  /// the disk takes as long for one as for a hundred.
  private void gather() {
    long end = System.nanoTime() + LONGEST_NANOS;
    int before = -1;
    for (int size = waiting(); size != before && System.nanoTime() < end; size = waiting()) {
      before = size;
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  private int waiting() {
    gate.lock();
    try {
      return open.records.size();
    } finally {
      gate.unlock();
    }
  }

  /// Writes what waits; the number of records.
  private int writeOpen() {
    writing.lock();
    try {
      Batch batch;
      gate.lock();
      try {
        batch = open;
        open = new Batch();
      } finally {
        gate.unlock();
      }
      // Nothing is left where the journal was begun anew meanwhile.
      batch.failure.complete(batch.records.isEmpty() ? Optional.empty() : write(batch));
      return batch.records.size();
    } finally {
      writing.unlock();
    }
  }

  private Optional<IOException> write(Batch batch) {
    try {
      RandomAccessFile target = opened();
      List<byte[]> records = new ArrayList<>();
      if (durableLength == 0) {
        records.add(base);
      }
      records.addAll(batch.records);
      long length = durableLength;
      for (List<byte[]> part : parts(records)) {
        byte[] frame = JournalFrames.frame(codec.sealRecords(part));
        target.write(frame);
        target.getFD().sync();
        length += frame.length;
      }
      durableLength = length;
      return Optional.empty();
    } catch (IOException fault) {
      rollBack();
      keepForLater(batch.essential);
      return Optional.of(fault);
    } catch (RuntimeException bug) {
      // Nobody must wait for ever.
      return Optional.of(new IOException(bug));
    }
  }

  private static List<List<byte[]>> parts(List<byte[]> records) {
    List<List<byte[]>> parts = new ArrayList<>();
    long size = 0;
    for (byte[] record : records) {
      if (parts.isEmpty() || size + record.length > LARGEST_BATCH) {
        parts.add(new ArrayList<>());
        size = 0;
      }
      parts.getLast().add(record);
      size += record.length;
    }
    return parts;
  }

  private RandomAccessFile opened() throws IOException {
    RandomAccessFile opened = file;
    if (opened == null) {
      if (!Files.exists(path)) {
        PrivateFiles.create(path);
        PrivateFiles.sync(PrivateFiles.folder(path));
      }
      opened = new RandomAccessFile(path.toFile(), "rw");
      file = opened;
      opened.setLength(durableLength);
      opened.seek(durableLength);
    }
    return opened;
  }

  /// Cuts off what was written in part, so that later frames do not stand behind a damaged one.
  private void rollBack() {
    RandomAccessFile opened = file;
    file = null;
    if (opened == null) {
      return;
    }
    try (opened) {
      opened.setLength(durableLength);
    } catch (IOException fault) {
      // The next attempt opens the file anew and cuts it off first.
      System.getLogger(JournalFile.class.getName())
          .log(System.Logger.Level.DEBUG, "cannot shorten " + path, fault);
    }
  }

  private void keepForLater(List<byte[]> essential) {
    gate.lock();
    try {
      open.records.addAll(0, essential);
      open.essential.addAll(0, essential);
    } finally {
      gate.unlock();
    }
  }

  /// Makes everything durable that was put in line.
  void flush() throws IOException {
    Batch last;
    gate.lock();
    try {
      last = open;
    } finally {
      gate.unlock();
    }
    if (!last.records.isEmpty()) {
      await(last);
    }
  }

  /// Whether there is anything in it, or will be once what was put in line is written.
  boolean isBegun() {
    writing.lock();
    gate.lock();
    try {
      return durableLength > 0 || !open.records.isEmpty();
    } finally {
      gate.unlock();
      writing.unlock();
    }
  }

  /// Ends this journal, all of which is in a durable state file now, and begins the next one.
  ///
  /// @param next the state file that the next one continues
  /// @param carried what must stay known; without any, there is no file until something is appended
  void restart(JournalRecord.Base next, List<Intent> carried) throws IOException {
    writing.lock();
    gate.lock();
    try {
      closeFile();
      base = JournalText.encode(next);
      if (carried.isEmpty()) {
        Files.deleteIfExists(path);
        durableLength = 0;
      } else {
        List<byte[]> records = new ArrayList<>();
        records.add(base);
        carried.forEach(each -> records.add(JournalText.encode(new JournalRecord.Began(each))));
        byte[] frame = JournalFrames.frame(codec.sealRecords(records));
        PrivateFiles.replace(path, frame);
        durableLength = frame.length;
      }
      PrivateFiles.sync(PrivateFiles.folder(path));
      // What waits is in the state or carried, and not before now is that durable.
      open.failure.complete(Optional.empty());
      open = new Batch();
    } finally {
      gate.unlock();
      writing.unlock();
    }
  }

  private void closeFile() throws IOException {
    RandomAccessFile opened = file;
    file = null;
    if (opened != null) {
      opened.close();
    }
  }

  @Override
  public void close() throws IOException {
    gate.lock();
    try {
      closed = true;
      wanted.signal();
    } finally {
      gate.unlock();
    }
    writing.lock();
    try {
      closeFile();
    } finally {
      writing.unlock();
    }
  }
}
