package org.iasql.engine.sdk;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Makes clients that pass their operations on. What an SDK interface derives from its operations
 * (paginators, consumers of builders) is left to it.
 *
 * <p>It does what {@link java.lang.reflect.Proxy} does, without loading the types of every method: for
 * the interface of EC2 alone, that takes five seconds. So the methods are read from the class file.
 */
public final class PassingClient {
  private static final Pattern OPERATION =
      Pattern.compile("\\(L[^;]*/model/\\w+Request;\\)L[^;]*/model/\\w+Response;");
  private static final Map<Class<?>, MethodHandle> CONSTRUCTORS = new ConcurrentHashMap<>();
  private static final String OPERATIONS = Type.getInternalName(Operations.class);
  private static final String FIELD = "operations";
  private static final String FIELD_TYPE = Type.getDescriptor(Operations.class);

  private PassingClient() {}

  /** A client whose every operation is a call of {@code operations}; closing it does nothing. */
  public static <C> C of(Class<C> type, Operations operations) {
    try {
      return type.cast(
          CONSTRUCTORS.computeIfAbsent(type, PassingClient::constructor).invoke(operations));
    } catch (Throwable e) {
      throw new IllegalStateException("No client of " + type.getName() + " can be made", e);
    }
  }

  private static MethodHandle constructor(Class<?> type) {
    try {
      MethodHandles.Lookup made = MethodHandles.lookup().defineHiddenClass(write(type), true);
      return made.findConstructor(
          made.lookupClass(), MethodType.methodType(void.class, Operations.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("A class that was just written cannot be used", e);
    }
  }

  private static byte[] write(Class<?> type) {
    String self = Type.getInternalName(PassingClient.class) + "$Of" + type.getSimpleName();
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_FINAL,
        self,
        null,
        Type.getInternalName(Object.class),
        new String[] {Type.getInternalName(type)});
    writer.visitField(Opcodes.ACC_PRIVATE | Opcodes.ACC_FINAL, FIELD, FIELD_TYPE, null, null);
    writeConstructor(writer, self);
    writeText(writer, self, "serviceName", OPERATIONS, true);
    writeText(writer, self, "toString", "java/lang/Object", false);
    MethodVisitor close = writer.visitMethod(Opcodes.ACC_PUBLIC, "close", "()V", null, null);
    end(close, Opcodes.RETURN);
    try (InputStream in = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      if (in == null) {
        throw new IllegalStateException("The class file of " + type.getName() + " is not there");
      }
      new ClassReader(in).accept(new OperationWriter(writer, self), ClassReader.SKIP_CODE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static void writeConstructor(ClassWriter writer, String self) {
    MethodVisitor code =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "(" + FIELD_TYPE + ")V", null, null);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitVarInsn(Opcodes.ALOAD, 1);
    code.visitFieldInsn(Opcodes.PUTFIELD, self, FIELD, FIELD_TYPE);
    end(code, Opcodes.RETURN);
  }

  /** Writes {@code return operations.method()}. */
  private static void writeText(
      ClassWriter writer, String self, String method, String owner, boolean ofInterface) {
    String descriptor = "()Ljava/lang/String;";
    MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, method, descriptor, null, null);
    code.visitVarInsn(Opcodes.ALOAD, 0);
    code.visitFieldInsn(Opcodes.GETFIELD, self, FIELD, FIELD_TYPE);
    int invoke = ofInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    code.visitMethodInsn(invoke, owner, method, descriptor, ofInterface);
    end(code, Opcodes.ARETURN);
  }

  private static void end(MethodVisitor code, int returning) {
    code.visitInsn(returning);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  /** Writes {@code return (Response) operations.call("method", request)} for each operation. */
  private static final class OperationWriter extends ClassVisitor {
    private final ClassWriter writer;
    private final String self;

    private OperationWriter(ClassWriter writer, String self) {
      super(Opcodes.ASM9);
      this.writer = writer;
      this.self = self;
    }

    @Override
    @SuppressWarnings("NullAway")
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      if (OPERATION.matcher(descriptor).matches()) {
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
        code.visitVarInsn(Opcodes.ALOAD, 0);
        code.visitFieldInsn(Opcodes.GETFIELD, self, FIELD, FIELD_TYPE);
        code.visitLdcInsn(name);
        code.visitVarInsn(Opcodes.ALOAD, 1);
        code.visitMethodInsn(
            Opcodes.INVOKEINTERFACE,
            OPERATIONS,
            "call",
            "(Ljava/lang/String;Lsoftware/amazon/awssdk/core/SdkRequest;)Ljava/lang/Object;",
            true);
        code.visitTypeInsn(Opcodes.CHECKCAST, Type.getReturnType(descriptor).getInternalName());
        end(code, Opcodes.ARETURN);
      }
      return null;
    }
  }
}
