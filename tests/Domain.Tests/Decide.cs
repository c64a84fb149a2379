using Activation.Domain.Baselines;
using Activation.Domain.Challenges;
using Activation.Domain.Comments;
using Activation.Domain.Courses;
using Activation.Domain.Goals;
using Activation.Domain.Initiatives;
using Activation.Domain.Members;
using Activation.Domain.Programmes;
using Activation.Domain.Retention;
using Activation.Domain.Statements;
using Activation.Domain.Stories;
using Activation.Domain.Walks;

namespace Activation.Domain.Tests;

/// <summary>Which decision a command goes to, with the states it needs.</summary>
static class Decide
{
    public static Decision By(World w, object command, Actor actor, DateTimeOffset now) => command switch
    {
        ProposeInitiative c => Proposing.Propose(w.Initiative, w.Programme, w.Plan, c, actor, now),
        RewordInitiative c => Proposing.Reword(w.Initiative, w.Programme, w.Plan, c, actor, now),
        CastVote c => Voting.Cast(w.Initiative, w.BallotOf(actor.Member), c, actor, now),
        WithdrawVote c => Voting.Withdraw(w.Initiative, w.BallotOf(actor.Member), c, actor, now),
        CloseVoting c => Voting.Close(w.Initiative, c, actor, now),
        ReopenVoting c => Voting.Reopen(w.Initiative, c, actor, now),
        MakePledge c => Pledging.Make(w.Initiative, w.PledgeOf(actor.Member), c, actor, now),
        WithdrawPledge c => Pledging.Withdraw(w.Initiative, w.PledgeOf(actor.Member), c, actor, now),
        PlanActivity c => Planning.Plan(w.Initiative, c, actor, now),
        ChangeActivityPlan c => Planning.Change(w.Initiative, c, actor, now),
        SubmitActivity c => Planning.Submit(w.Initiative, c, actor, now),
        ApproveActivity c => Approving.Approve(w.Initiative, c, actor, now),
        ReturnActivity c => Approving.Return(w.Initiative, c, actor, now),
        DeclineActivity c => Approving.Decline(w.Initiative, c, actor, now),
        CorrectConcretisation c => Approving.CorrectLevel(w.Initiative, c, actor, now),
        ScheduleActivity c => Scheduling.Schedule(w.Initiative, c, actor, now),
        CancelActivity c => Scheduling.Cancel(w.Initiative, c, actor, now),
        MarkCarriedOut c => CarryingOut.Mark(w.Initiative, c, actor, now),
        KeepDay c => FollowingUp.OnTrack(w.Initiative, c, actor, now),
        AskForHelp c => FollowingUp.Ask(w.Initiative, c, actor, now),
        FollowUp c => FollowingUp.Tell(w.Initiative, c, actor, now),
        PictureActivity c => Depicting.Add(w.Initiative, c, actor, now),
        RemoveActivityPicture c => Depicting.Remove(w.Initiative, c, actor, now),
        DeclineExample c => DecliningExamples.Decline(w.Initiative, c, actor, now),
        RateOutcome c => Grading.Rate(w.Initiative, w.PledgeOf(actor.Member), w.RatingOf(c.Activity, actor.Member), c, actor, now),
        RemoveText c => RemovingText.Remove(w.Initiative, c, actor, now),
        PostComment c => Commenting.Post(Topic.Of(w.Initiative), w.CommentOf(c.Answers ?? Guid.Empty), w.CommentOf(c.Comment), c, actor, now),
        CompleteInitiative c => Closing.Complete(w.Initiative, c, actor, now),
        ParkInitiative c => Closing.Park(w.Initiative, c, actor, now),
        ResumeInitiative c => Closing.Resume(w.Initiative, c, actor, now),
        WithdrawInitiative c => Closing.Withdraw(w.Initiative, c, actor, now),
        StartProgramme c => Starting.Start(w.Programme, c, actor, now),
        WriteVision c => Shaping.WriteVision(w.Programme, c, actor, now),
        DescribeProgramme c => Starting.Describe(w.Programme, c, actor, now),
        SetScoringRules c => Weighing.Set(w.Programme, c, actor, now),
        PostponeScoringRules c => Weighing.Postpone(w.Programme, c, actor, now),
        SetScoreGoal c => Aiming.Set(w.Programme, c, actor, now),
        SetRules c => Ruling.Set(w.Programme, c, actor, now),
        ChangeMunicipality c => Shaping.ChangeMunicipality(w.Programme, c, actor, now),
        AddMunicipality c => Shaping.AddMunicipality(w.Programme, c, actor, now),
        NameCoreValue c => Shaping.NameCoreValue(w.Programme, c, actor, now),
        NameFocusArea c => Shaping.NameFocusArea(w.Programme, c, actor, now),
        ListNetwork c => Shaping.ListNetwork(w.Programme, c, actor, now),
        ArchiveProject c => Shaping.ArchiveProject(w.Programme, c, actor, now),
        PlanStage c => Staging.Plan(w.Programme, c, actor, now),
        MoveMunicipality c => Shaping.MoveMunicipality(w.Programme, c, actor, now),
        MoveStageEnd c => Staging.MoveEnd(w.Programme, c, actor, now),
        OpenStage c => Staging.Open(w.Programme, c, actor, now),
        CloseStage c => Staging.Close(w.Programme, c, actor, now),
        EnrolMember c => Enrolling.Enrol(w.Member(c.Member), w.Programme, c, actor, now),
        SetChallenge c => Challenging.Set(w.Challenge, w.Programme, c, actor, now),
        ChangeChallenge c => Challenging.Change(w.Challenge, w.Programme, c, actor, now),
        DropChallenge c => Challenging.Drop(w.Challenge, w.Programme, c, actor, now),
        OpenBaseline c => Asking.Open(w.Baseline, w.Programme, c, actor, now),
        CloseBaseline c => Asking.Close(w.Baseline, c, actor, now),
        AnswerBaseline c => Asking.Answer(w.Baseline, c, actor, now),
        NameGoalArea c => SettingGoals.NameArea(w.Plan, c, actor, now),
        SetGoal c => SettingGoals.SetGoal(w.Plan, c, actor, now),
        DefineMetric c => SettingGoals.DefineMetric(w.Plan, w.Programme, c, actor, now),
        SetRetention c => SettingRetention.Set(w.Retention, c, actor, now),
        WritePrivacyStatement c => WritingStatements.WritePrivacy(w.Statements, w.Programme, c, actor, now),
        WriteAccessibilityStatement c => WritingStatements.WriteAccessibility(w.Statements, w.Programme, c, actor, now),
        RecordMetricValue c => Measuring.Record(w.ValuesOf(c.Number), w.Plan, w.Programme, c, actor, now),
        SetYearlyFollowUp c => SigningOff.Set(w.Plan, w.Programme, c, actor, now),
        SignOffMetric c => SigningOff.SignOff(w.ValuesOf(c.Number), w.Plan, w.Programme, c, actor, now),
        SetQuietWeeks c => Ruling.Set(w.Programme, c, actor, now),
        SetStoryReview c => Ruling.Set(w.Programme, c, actor, now),
        DraftStory c => Telling.Draft(w.Story, w.Initiative, c, actor, now),
        DeclineStory c => Telling.Decline(w.Story, w.Initiative, c, actor, now),
        WriteStory c => Telling.Write(w.Story, c, actor, now),
        AddPicture c => Picturing.Add(w.Story, c, actor, now),
        ChangePicture c => Picturing.Change(w.Story, c, actor, now),
        RemovePicture c => Picturing.Remove(w.Story, c, actor, now),
        SetFilm c => Picturing.Set(w.Story, c, actor, now),
        RemoveFilm c => Picturing.Remove(w.Story, c, actor, now),
        NamePerson c => Naming.Name(w.Story, c, actor, now),
        RemovePerson c => Naming.Remove(w.Story, c, actor, now),
        AgreeToStory c => Naming.Agree(w.Story, c, now),
        LeaveStory c => Naming.Leave(w.Story, c, now),
        SubmitStory c => Publishing.Submit(w.Story, c, actor, now),
        ApproveStory c => Publishing.Approve(w.Story, c, actor, now),
        ReturnStory c => Publishing.Return(w.Story, c, actor, now),
        ScheduleStory c => Publishing.Schedule(w.Story, w.Programme, c, actor, now),
        PublishStory c => Publishing.Publish(w.Story, w.Programme, c, actor, now),
        UnpublishStory c => Publishing.Unpublish(w.Story, c, actor, now),
        PlanWalk c => Walking.Plan(w.Walk, w.Programme, c, actor, now),
        MoveWalk c => Walking.Move(w.Walk, c, actor, now),
        OfferCourse c => Offering.Offer(w.Walk, w.Initiative, c, actor, now),
        SetSeats c => Offering.SetSeats(w.Walk, c, actor, now),
        CancelWalk c => Walking.Cancel(w.Walk, c, actor, now),
        _ => throw new ArgumentException($"Nobody decides about {command.GetType().Name}", nameof(command)),
    };
}
