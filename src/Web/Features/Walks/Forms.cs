using Activation.Domain;
using Activation.Domain.Walks;
using Activation.Web.Features.Programmes;
using Activation.Web.Platform.Mail;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Words = Activation.Domain.Text;

namespace Activation.Web.Features.Walks;

/// <summary>What is typed about when and where one meets.</summary>
public class MeetingForm
{
    public string? Place { get; set; }

    public DateOnly? On { get; set; }

    public TimeOnly? At { get; set; }

    /// <summary>By the programme's own clock.</summary>
    public DateTimeOffset StartsAt(ProgrammeView here)
    {
        var local = On!.Value.ToDateTime(At!.Value);
        return new DateTimeOffset(local, here.TimeZone.GetUtcOffset(local));
    }
}

/// <summary>What is typed about a walk.</summary>
public sealed class WalkForm : MeetingForm
{
    public WalkKind Kind { get; set; }

    public string? Title { get; set; }

    public string? Text { get; set; }

    public string? Municipality { get; set; }

    public int? Seats { get; set; }
}

public sealed class CallOffForm
{
    public string? Reason { get; set; }
}

public sealed class PlanWalkValidator : AbstractValidator<WalkForm>
{
    public PlanWalkValidator()
    {
        RuleFor(form => form.Kind).IsInEnum().WithMessage(Refusals.Walks.KindUnknown);
        RuleFor(form => form.Title).Needed(Refusals.Texts.TitleMissing).Fits(Words.TitleLimit);
        RuleFor(form => form.Text).Needed("walks.text-missing").Fits(Words.NoteLimit);
        RuleFor(form => form.Seats).InclusiveBetween(1, Domain.Walks.Walk.MostSeats)
            .WithMessage(Refusals.Walks.SeatsRange).WithState(_ => new object[] { Domain.Walks.Walk.MostSeats });
        Include(new MeetingValidator());
    }
}

public sealed class MeetingValidator : AbstractValidator<MeetingForm>
{
    // Days that no clock of ours could say in every time zone.
    public static readonly DateOnly First = new(2000, 1, 1), Last = new(9000, 1, 1);

    public MeetingValidator()
    {
        RuleFor(form => form.Place).Needed("walks.place-missing").Fits(Words.TitleLimit);
        RuleFor(form => form.On).NotNull().WithMessage("forms.day-missing").InclusiveBetween(First, Last).WithMessage(Refusals.Walks.StartsRange);
        RuleFor(form => form.At).NotNull().WithMessage("walks.time-missing");
    }
}

public sealed class CallOffValidator : AbstractValidator<CallOffForm>
{
    public CallOffValidator() => RuleFor(form => form.Reason).Reason();
}

/// <summary>Who says that they want to come. The name is theirs to leave out.</summary>
public sealed class JoinWalkValidator : AbstractValidator<JoinModel>
{
    public JoinWalkValidator()
    {
        RuleFor(form => form.Name).Fits(Words.TitleLimit).Written();
        RuleFor(form => form.Email).Must(email => EmailAddress.Parse(email) is not null).WithMessage("walks.email-wrong");
    }
}
