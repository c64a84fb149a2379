using Activation.Domain;
using Activation.Domain.Stories;
using Activation.Web.Platform.Pages;
using FluentValidation;
using DomainText = Activation.Domain.Text;

namespace Activation.Web.Features.Stories;

/// <summary>A story's text as it is written in a form: everything may still be empty.</summary>
public sealed record StoryForm
{
    public string? Title { get; set; }

    public string? Lead { get; set; }

    public string? Body { get; set; }

    public string? Time { get; set; }

    public string? Cost { get; set; }

    public string? Learnt { get; set; }

    public static StoryForm Of(StoryText? text) =>
        text is null ? new() : new() { Title = text.Title, Lead = text.Lead, Body = text.Body, Time = text.Time, Cost = text.Cost, Learnt = text.Learnt };

    public StoryText ToText() => new(Title ?? "", Lead ?? "", Body ?? "", Time ?? "", Cost ?? "", Learnt ?? "");
}

public sealed class StoryFormValidator : AbstractValidator<StoryForm>
{
    public StoryFormValidator()
    {
        RuleFor(form => form.Title).Fits(DomainText.TitleLimit);
        // Only what is emptied whole is taken away.
        RuleFor(form => form.Title).Needed(Refusals.Texts.TitleMissing).When(form => !string.IsNullOrWhiteSpace(form.Lead + form.Body + form.Time + form.Cost + form.Learnt));
        RuleFor(form => form.Lead).Fits(Telling.LeadLimit);
        RuleFor(form => form.Body).Fits(Telling.BodyLimit);
        RuleFor(form => form.Time).Fits(Telling.FactLimit);
        RuleFor(form => form.Cost).Fits(Telling.FactLimit);
        RuleFor(form => form.Learnt).Fits(Telling.LearntLimit);
    }
}

public sealed class InboxValidator : AbstractValidator<InboxModel>
{
    public InboxValidator() => RuleFor(form => form.Reason).Reason();
}
