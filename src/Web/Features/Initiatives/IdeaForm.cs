using Activation.Domain;
using Activation.Domain.Initiatives;
using Activation.Web.Platform.Pages;
using FluentValidation;
using DomainText = Activation.Domain.Text;

namespace Activation.Web.Features.Initiatives;

/// <summary>An idea as it is written in a form.</summary>
public sealed record IdeaForm
{
    public string? Title { get; set; }

    public string? Description { get; set; }

    public string[] FocusAreas { get; set => field = Chosen(value); } = [];

    /// <summary>The core values it shows.</summary>
    public string[] Values { get; set => field = Chosen(value); } = [];

    /// <summary>How it shows each of them, by value.</summary>
    public Dictionary<string, string?> How { get; set; } = [];

    public string[] Partners { get; set => field = Chosen(value); } = [];

    public List<MetricChoice> Metrics { get; set; } = [];

    /// <summary>How far those whom it is about are to be let in, 1–5; null where it is not said.</summary>
    public int? Involvement { get; set; }

    /// <summary>The initiative that it is borrowed from. It comes with the draft, and no form says it.</summary>
    public Guid? Parent { get; set; }

    // A box that is sent empty arrives as nothing among the others.
    static string[] Chosen(string?[]? sent) => [.. (sent ?? []).OfType<string>()];

    public ValueShown[] ShownValues() => [.. Values.Distinct().Select(value => new ValueShown(value, How.GetValueOrDefault(value) ?? ""))];

    public MetricLink[] MetricLinks() =>
        [.. Metrics.Where(choice => !string.IsNullOrEmpty(choice.Metric)).Select(choice => new MetricLink(choice.Metric!, choice.Mechanism ?? ""))];
}

/// <summary>A metric it should move, and how. An empty row is none.</summary>
public sealed record MetricChoice
{
    public string? Metric { get; set; }

    public string? Mechanism { get; set; }
}

public sealed class IdeaFormValidator : AbstractValidator<IdeaForm>
{
    public IdeaFormValidator()
    {
        RuleFor(idea => idea.Title).Needed("ideas.title-missing").Fits(DomainText.TitleLimit);
        RuleFor(idea => idea.Description).Fits(DomainText.BodyLimit);
        RuleFor(idea => idea.Involvement).InclusiveBetween(InvolvementLevels.First, InvolvementLevels.Last).WithMessage(Refusals.Initiatives.InvolvementRange);
        RuleFor(idea => idea).Custom((idea, context) =>
        {
            foreach (var value in idea.Values.Where(value => DomainText.Line(idea.How.GetValueOrDefault(value)).Length == 0))
                context.AddFailure($"How[{value}]", "ideas.how-missing");
            for (var i = 0; i < idea.Metrics.Count; i++)
                if (idea.Metrics[i] is { Metric.Length: > 0 } choice && DomainText.Line(choice.Mechanism).Length == 0)
                    context.AddFailure($"Metrics[{i}].Mechanism", "ideas.mechanism-missing");
        });
        RuleForEach(idea => idea.How.Values).Fits(DomainText.NoteLimit).OverridePropertyName("Values");
        RuleForEach(idea => idea.Metrics).ChildRules(choice => choice.RuleFor(row => row.Mechanism).Fits(DomainText.NoteLimit));
    }
}
