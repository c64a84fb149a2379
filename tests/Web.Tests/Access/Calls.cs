using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;

namespace Activation.Web.Tests.Access;

/// <summary>A call as the compiler wrote it down.</summary>
/// <param name="Type">The type of the source that makes it, without what the compiler put around it.</param>
/// <param name="Method">The method of the source, also when it is an asynchronous one or the call stands in a lambda.</param>
sealed record Call(string Type, string Method, MethodBase Callee);

/// <summary>Who calls what in an assembly: read out of what runs, so that it does not matter how the source writes it.</summary>
static partial class Calls
{
    static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    public static IEnumerable<Call> In(Assembly assembly) => assembly.GetTypes().SelectMany(type => type
        .GetMembers(BindingFlags.DeclaredOnly | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance).OfType<MethodBase>()
        .SelectMany(method => Made(method).Select(callee => new Call(Source(type), Named(type, method), callee))));

    static IEnumerable<MethodBase> Made(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } body) yield break;
        for (var at = 0; at < body.Length;)
        {
            var code = Codes[body[at] == 0xFE ? (short)(0xFE00 | body[at + 1]) : body[at]];
            at += code.Size;
            if (code.OperandType == OperandType.InlineMethod) yield return Resolved(method, BitConverter.ToInt32(body, at));
            at += code.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(body, at),
                _ => 4,
            };
        }
    }

    static MethodBase Resolved(MethodBase inside, int token) => inside.Module.ResolveMethod(
        token, inside.DeclaringType!.IsGenericType ? inside.DeclaringType.GetGenericArguments() : null, inside.IsGenericMethod ? inside.GetGenericArguments() : null)!;

    static string Source(Type type)
    {
        while (type.IsNested && type.Name.Contains('<', StringComparison.Ordinal)) type = type.DeclaringType!;
        return type.FullName!.Replace('+', '.').Replace($"{type.Assembly.GetName().Name}.", "", StringComparison.Ordinal);
    }

    // A state machine is called <Find>d__3, what stands in a lambda <Find>b__0, and both at once <<Find>b__0>d.
    static string Named(Type type, MethodBase method) => (type.Name.StartsWith('<') ? Written().Match(type.Name) : Match.Empty) is { Success: true } outer
        ? outer.Value
        : Written().Match(method.Name) is { Success: true } inner ? inner.Value : method.Name;

    [GeneratedRegex(@"(?<=<)\w+(?=>)", RegexOptions.None, 1000)]
    private static partial Regex Written();
}
