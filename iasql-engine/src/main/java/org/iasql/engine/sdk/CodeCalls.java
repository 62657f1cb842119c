package org.iasql.engine.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The SDK operations that a method's code contains, with the methods and lambdas that it uses. It is
 * read from the class files, so that it cannot fall behind the code: what a condition skips at run time
 * is among them, and nothing that is called can be missing.
 */
public final class CodeCalls {
  private static final Pattern CLIENT =
      Pattern.compile("software/amazon/awssdk/services/.*/(\\w+)Client");
  private static final String OWN = "org/iasql/engine/aws/";
  private static final Map<String, CodeCalls> CLASSES = new ConcurrentHashMap<>();

  /**
   * One operation.
   *
   * @param client the client's interface without "Client", such as {@code Ecr}
   * @param name such as {@code CreateRepository}
   */
  public record Operation(String client, String name) {}

  private record Method(String owner, String name, String descriptor) {
    String signature() {
      return name + descriptor;
    }
  }

  private final List<String> parents;
  private final Map<String, Set<Method>> methods;

  private CodeCalls(List<String> parents, Map<String, Set<Method>> methods) {
    this.parents = parents;
    this.methods = methods;
  }

  /** The operations of all methods of {@code type} that have a name; none where it inherits them. */
  public static Set<Operation> of(Class<?> type, String method) {
    String start = type.getName().replace('.', '/');
    Deque<Method> open = new ArrayDeque<>();
    in(start).methods.keySet().stream()
        .filter(signature -> signature.startsWith(method + "("))
        .forEach(
            signature -> open.add(new Method(start, method, signature.substring(method.length()))));
    Set<Method> seen = new HashSet<>(open);
    Set<Operation> operations = new LinkedHashSet<>();
    while (!open.isEmpty()) {
      for (Method used : used(open.pop())) {
        var client = CLIENT.matcher(used.owner());
        if (client.matches()) {
          operations.add(new Operation(client.group(1), operation(used.name())));
        } else if (used.owner().startsWith(OWN) && seen.add(used)) {
          open.add(used);
        }
      }
    }
    return operations;
  }

  private static String operation(String method) {
    String name = method.replaceFirst("Paginator$", "");
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  private static Set<Method> used(Method method) {
    CodeCalls code = in(method.owner());
    Set<Method> used = code.methods.get(method.signature());
    if (used != null) {
      return used;
    }
    Set<Method> inherited = new LinkedHashSet<>();
    code.parents.stream()
        .filter(parent -> parent.startsWith(OWN))
        .forEach(parent ->
            inherited.addAll(used(new Method(parent, method.name(), method.descriptor()))));
    return inherited;
  }

  private static CodeCalls in(String type) {
    return CLASSES.computeIfAbsent(type, CodeCalls::read);
  }

  private static CodeCalls read(String type) {
    try (InputStream in = CodeCalls.class.getClassLoader().getResourceAsStream(type + ".class")) {
      if (in == null) {
        throw new IllegalStateException("The class file of " + type + " is not there");
      }
      ClassReader reader = new ClassReader(in);
      Map<String, Set<Method>> methods = new HashMap<>();
      reader.accept(new UseReader(methods), ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
      Set<String> parents = new LinkedHashSet<>(Arrays.asList(reader.getInterfaces()));
      parents.add(reader.getSuperName());
      return new CodeCalls(List.copyOf(parents), methods);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Notes for each method which others it calls or makes references to. */
  private static final class UseReader extends ClassVisitor {
    private final Map<String, Set<Method>> methods;

    private UseReader(Map<String, Set<Method>> methods) {
      super(Opcodes.ASM9);
      this.methods = methods;
    }

    @Override
    @SuppressWarnings("NullAway")
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      Set<Method> used = methods.computeIfAbsent(name + descriptor, n -> new LinkedHashSet<>());
      return new MethodVisitor(Opcodes.ASM9) {
        @Override
        public void visitMethodInsn(
            int opcode, String owner, String method, String type, boolean ofInterface) {
          used.add(new Method(owner, method, type));
        }

        @Override
        public void visitInvokeDynamicInsn(
            String method, String type, Handle bootstrap, Object... arguments) {
          for (Object argument : arguments) {
            if (argument instanceof Handle handle) {
              used.add(new Method(handle.getOwner(), handle.getName(), handle.getDesc()));
            }
          }
        }
      };
    }
  }
}
