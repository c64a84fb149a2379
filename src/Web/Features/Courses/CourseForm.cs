using Activation.Domain;
using Activation.Domain.Courses;
using Activation.Web.Features.Programmes;
using Activation.Web.Features.Walks;
using Activation.Web.Platform.Pages;
using FluentValidation;
using Words = Activation.Domain.Text;

namespace Activation.Web.Features.Courses;

/// <summary>What is typed about a course.</summary>
public sealed class CourseForm : MeetingForm
{
    public Guid? Activity { get; set; }

    public string? Text { get; set; }

    public WorkKind[] Makes { get; set; } = [];

    public string? Languages { get; set; }

    public int? Seats { get; set; }

    /// <summary>The last day on which one can sign up.</summary>
    public DateOnly? JoinBy { get; set; }

    /// <summary>The end of that day by the programme's own clock, and at the latest when the course begins.</summary>
    public DateTimeOffset LastMoment(ProgrammeView here)
    {
        var evening = JoinBy!.Value.ToDateTime(new TimeOnly(23, 59));
        var (last, starts) = (new DateTimeOffset(evening, here.TimeZone.GetUtcOffset(evening)), StartsAt(here));
        return last > starts && DateOnly.FromDateTime(starts.DateTime) == JoinBy ? starts : last;
    }
}

public sealed class SeatsForm
{
    public int? Number { get; set; }
}

public sealed class CourseFormValidator : AbstractValidator<CourseForm>
{
    public CourseFormValidator()
    {
        RuleFor(form => form.Activity).Must(activity => activity is { } chosen && chosen != Guid.Empty).WithMessage("courses.activity-missing");
        RuleFor(form => form.Text).Needed("courses.text-missing").Fits(Words.NoteLimit);
        RuleFor(form => form.Makes).Must(makes => makes.Length > 0 && makes.All(Enum.IsDefined)).WithMessage(Refusals.Courses.MakesMissing);
        RuleFor(form => form.Languages).Needed("courses.languages-missing").Fits(Words.TitleLimit);
        RuleFor(form => form.Seats).NotNull().WithMessage("courses.seats-missing").InclusiveBetween(1, Domain.Walks.Walk.MostSeats)
            .WithMessage(Refusals.Courses.SeatsRange).WithState(_ => new object[] { Domain.Walks.Walk.MostSeats });
        RuleFor(form => form.JoinBy).NotNull().WithMessage("courses.join-by-missing")
            .InclusiveBetween(MeetingValidator.First, MeetingValidator.Last).WithMessage(Refusals.Courses.JoinByRange);
        Include(new MeetingValidator());
    }
}

public sealed class SeatsFormValidator : AbstractValidator<SeatsForm>
{
    public SeatsFormValidator() => RuleFor(form => form.Number).NotNull().WithMessage("courses.seats-missing").InclusiveBetween(1, Domain.Walks.Walk.MostSeats)
        .WithMessage(Refusals.Courses.SeatsRange).WithState(_ => new object[] { Domain.Walks.Walk.MostSeats });
}
