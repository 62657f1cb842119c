package org.iasql.benchmark.faults;

import java.io.IOException;
import java.io.InputStream;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.iasql.benchmark.faults.Fault.Kind;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Bugs to plant, so that the runs prove that they would notice: a method that does nothing any more. */
public enum Plant {
  /** Calls are not written down before they are made. */
  NO_INTENT("org.iasql.engine.apply.Journal", "intent", "up", Kind.ROLLBACK),
  /** A create is tried again without a look at what the lost one made. */
  NO_LOOK_BEFORE_RETRY("org.iasql.engine.apply.StepRun", "made", "up", Kind.LOSE),
  /** Nothing is undone. */
  NO_UNDO("org.iasql.engine.apply.Compensation", "unmake", "up", Kind.ROLLBACK),
  /** What was updated is not set back. */
  NO_RESTORE("org.iasql.engine.apply.Compensation", "restore", "change", Kind.ROLLBACK),
  /** The old half of a replacement stays. */
  NO_REMOVAL("org.iasql.engine.apply.Removals", "remove", "replace", Kind.LOSE),
  /** What was rolled back counts as committed. */
  OUTCOME_IGNORED("org.iasql.engine.apply.Operations", "outcome", "up", Kind.ROLLBACK),
  /** Whatever is in the account counts as this database's. */
  LEDGER_IGNORED("org.iasql.engine.plan.World", "holds", "up", Kind.ROLLBACK),
  /** What a row holds by now is undone all the same. */
  HOLDER_IGNORED("org.iasql.engine.apply.OpenOperations", "heldSince", "up", Kind.ROLLBACK),
  /** What a stranger has changed since is undone all the same. */
  CHANGE_IGNORED("org.iasql.engine.apply.Compensation", "isAsLeft", "up", Kind.ROLLBACK),
  /** A stranger's resource of the same name counts as made by the lost call. */
  TAGS_IGNORED("org.iasql.engine.aws.Tags", "carried", "change", Kind.LOSE),
  /** Nobody waits until what the writer before did is settled: neither for the engines' lock, nor inside an engine. */
  LOCK_FREED_EARLY(
      Map.of(
          "org.iasql.engine.request.WriterTurn", "query",
          "org.iasql.engine.apply.Operations", "awaitRunning"),
      "up",
      Kind.ROLLBACK),
  /** What is undone does not wait for what needs it to be undone. */
  UNDONE_IN_NO_ORDER("org.iasql.engine.apply.Compensation", "dependents", "up", Kind.ROLLBACK);

  private final Map<String, String> methods;
  private final String scenario;
  private final Kind fault;

  /** @param method of {@code owner}, which does nothing any more */
  Plant(String owner, String method, String scenario, Kind fault) {
    this(Map.of(owner, method), scenario, fault);
  }

  /**
   * @param methods which do nothing any more, by their class
   * @param scenario where the bug shows
   * @param fault what it shows under, if the special runs do not show it
   */
  Plant(Map<String, String> methods, String scenario, Kind fault) {
    this.methods = methods;
    this.scenario = scenario;
    this.fault = fault;
  }

  /** Runs with the bug in it; returns whether it was noticed. */
  public boolean isNoticed() {
    return isNoticed(Optional.of(this), scenario, fault);
  }

  /** Runs in the same way without a bug: what is noticed now is the runs' own fault. */
  public static boolean isAnythingNoticedWithoutBug() {
    return isNoticed(Optional.empty(), "up", Kind.ROLLBACK);
  }

  private static boolean isNoticed(Optional<Plant> bug, String scenario, Kind fault) {
    ClassLoader outside = Thread.currentThread().getContextClassLoader();
    try (PlantingLoader loader = new PlantingLoader(bug)) {
      Thread.currentThread().setContextClassLoader(loader);
      Object noticed = loader
          .loadClass(Exhaustion.class.getName())
          .getMethod("notices", String.class, String.class)
          .invoke(null, scenario, fault.name());
      return Boolean.TRUE.equals(noticed);
    } catch (ReflectiveOperationException | IOException e) {
      throw new IllegalStateException("The runs with a planted bug could not be started", e);
    } finally {
      Thread.currentThread().setContextClassLoader(outside);
    }
  }

  /** The project's own classes once more, with one method changed, and the driver that loads one of them. */
  private static final class PlantingLoader extends URLClassLoader {
    private static final List<String> OWN = List.of("org.iasql.", "org.postgresql.");

    private final Optional<Plant> plant;

    PlantingLoader(Optional<Plant> plant) {
      super(classPath(), Plant.class.getClassLoader());
      this.plant = plant;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (OWN.stream().noneMatch(name::startsWith)) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }

    private static URL[] classPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
          .map(PlantingLoader::url)
          .toArray(URL[]::new);
    }

    private static URL url(String entry) {
      try {
        return Path.of(entry).toUri().toURL();
      } catch (MalformedURLException e) {
        throw new IllegalStateException(entry + " is no path", e);
      }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      Optional<String> method = plant.map(p -> p.methods.get(name));
      if (method.isEmpty()) {
        return super.findClass(name);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        if (in == null) {
          throw new ClassNotFoundException(name);
        }
        byte[] changed = without(method.get(), in.readAllBytes());
        return defineClass(name, changed, 0, changed.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private static byte[] without(String method, byte[] original) {
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    boolean[] found = {false};
    new ClassReader(original)
        .accept(
            new ClassVisitor(Opcodes.ASM9, writer) {
              @Override
              public @Nullable MethodVisitor visitMethod(
                  int access,
                  String name,
                  String descriptor,
                  @Nullable String signature,
                  String @Nullable [] errors) {
                MethodVisitor target =
                    super.visitMethod(access, name, descriptor, signature, errors);
                if (!name.equals(method) || (access & Opcodes.ACC_SYNTHETIC) != 0) {
                  return target;
                }
                found[0] = true;
                doNothing(target, Type.getReturnType(descriptor));
                return null;
              }
            },
            0);
    if (!found[0]) {
      throw new IllegalStateException("There is no method '" + method + "' any more");
    }
    return writer.toByteArray();
  }

  private static void doNothing(MethodVisitor code, Type result) {
    code.visitCode();
    switch (result.getSort()) {
      case Type.VOID -> code.visitInsn(Opcodes.RETURN);
      case Type.BOOLEAN -> {
        // "holds" and "is as left" say yes; a check that says no is one that was left out, too.
        code.visitInsn(Opcodes.ICONST_1);
        code.visitInsn(Opcodes.IRETURN);
      }
      case Type.LONG -> {
        code.visitInsn(Opcodes.LCONST_0);
        code.visitInsn(Opcodes.LRETURN);
      }
      default -> {
        boolean map = result.getClassName().equals("java.util.Map");
        String nothing = "()L" + result.getInternalName() + ";";
        code.visitMethodInsn(
            Opcodes.INVOKESTATIC, result.getInternalName(), map ? "of" : "empty", nothing, map);
        code.visitInsn(Opcodes.ARETURN);
      }
    }
    code.visitMaxs(0, 0);
    code.visitEnd();
  }
}
