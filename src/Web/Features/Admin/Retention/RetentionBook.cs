using Activation.Domain.Retention;
using Activation.Web.Platform;

namespace Activation.Web.Features.Admin.Retention;

/// <summary>The rule that holds for one kind, and who decided it; version 0 is what holds where nobody has decided.</summary>
public sealed record HeldRule(Ageing Kind, int Version, int? Months, string? Reason, Guid? Actor, DateTimeOffset? At);

/// <summary>Which rules hold in a programme.</summary>
public sealed class RetentionBook(Views views)
{
    public async Task<IReadOnlyList<HeldRule>> Of(Guid programme)
    {
        var set = await views.In(programme).Many<RetentionRuleRow>(
            "select distinct on (kind) * from retention_rule where programme = @programme order by kind, version desc", new { programme });
        return
        [
            .. Enum.GetValues<Ageing>().Select(kind => set.FirstOrDefault(rule => rule.Kind == kind) is { } row
                ? new HeldRule(kind, row.Version, row.Months, row.Reason, row.Actor, row.At)
                : new HeldRule(kind, 0, RetentionRules.Usual(kind), null, null, null)),
        ];
    }
}
