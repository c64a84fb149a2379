using Activation.Domain.Scoring;
using Activation.Store;
using Activation.Store.Memory;
using Activation.Web.Features.Admin.Audit;
using Activation.Web.Platform;
using Activation.Web.Platform.Privacy;

namespace Activation.Web.Tests.Admin;

/// <summary>What is taken out of the log stands in no line of the list either, whatever kind of line it is.</summary>
public sealed class AuditMaskingTests
{
    const string Secret = "Tallbarrsgatan";

    static readonly EventTypes Types = EventNames.All();

    static IEnumerable<string> Kinds => FreeTexts.ByEvent.Keys.Where(kind => AuditProjection.IsListed(Filled(Shape(kind))));

    [TestCaseSource(nameof(Kinds))]
    public async Task Of_what_was_taken_out_no_line_holds_a_word(string kind)
    {
        var log = new InMemoryEventStore(Types);
        var (stream, fields) = ($"anything-{kind}", FreeTexts.ByEvent[kind]);
        await log.Append(new Append(Guid.NewGuid(), Guid.NewGuid(), null, stream, 0, DateTimeOffset.UtcNow, [Filled(Shape(kind))]));
        var said = (await log.ReadStream(stream)).SelectMany(recorded => WrittenText.In(recorded, Types)).Select(text => text.Field);
        Assert.That(said, Is.EquivalentTo(fields), "the event says something in each field of words");
        await log.Mask(stream, 1, fields, null, DateTimeOffset.UtcNow);
        foreach (var recorded in await log.ReadStream(stream))
            Assert.That(AuditProjection.DetailOf(recorded.Data) ?? "", Does.Not.Contain(Secret), recorded.Type);
    }

    [Test]
    public void There_are_lines_that_would_hold_them() =>
        Assert.That(Kinds.Count(kind => AuditProjection.DetailOf(Filled(Shape(kind)))?.Contains(Secret, StringComparison.Ordinal) == true), Is.GreaterThan(15));

    static Type Shape(string kind) => Types.Shapes().Single(entry => entry.Name == kind).Shape.Type;

    /// <summary>With the secret in every text that somebody may have written; what is the programme's own has a name.</summary>
    static object Filled(Type type)
    {
        var fields = FreeTexts.ByEvent.Where(entry => Shape(entry.Key) == type).SelectMany(entry => entry.Value).ToList();
        return Made(type, "", fields);
    }

    static object Made(Type type, string path, IReadOnlyCollection<string> fields)
    {
        var maker = type.GetConstructors().OrderByDescending(one => one.GetParameters().Length).First();
        return maker.Invoke([.. maker.GetParameters().Select(parameter => Something(parameter.ParameterType, path + char.ToLowerInvariant(parameter.Name![0]) + parameter.Name[1..], fields))]);
    }

    static object? Something(Type type, string path, IReadOnlyCollection<string> fields) => type switch
    {
        _ when type == typeof(string) => fields.Contains(path) ? $"hon på {Secret} {path}" : "namn",
        _ when type == typeof(ScoringRules) => ScoringRules.AtStart,
        _ when Nullable.GetUnderlyingType(type) is { } inner => Something(inner, path, fields),
        { IsValueType: true } => Activator.CreateInstance(type),
        { IsArray: true } => Several(type.GetElementType()!, path, fields),
        { IsClass: true } when type.Namespace?.StartsWith("Activation.Domain", StringComparison.Ordinal) == true => Made(type, path + ".", fields),
        _ => null,
    };

    static Array Several(Type item, string path, IReadOnlyCollection<string> fields)
    {
        var one = Array.CreateInstance(item, 1);
        one.SetValue(Something(item, path, fields), 0);
        return one;
    }
}
