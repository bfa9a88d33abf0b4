namespace Funding.Host.Notifications.DeadLetters;

/// <summary>Dead letters as API and command line tell them.</summary>
internal static class DeadLetterAnswers
{
    public static object Of(DeadLetter it) => new { it.Id, it.Channel, it.Destination, it.Kind, it.NoticeId, Seq = it.Position, it.MadeAt, it.DeadAt, it.Attempts, it.Reason };

    public static object Of(DeadLetterCase it, object? says) => new
    {
        it.Letter.Id, it.Letter.Channel, it.Letter.Destination, it.Letter.Kind, it.Letter.NoticeId, Seq = it.Letter.Position, it.Letter.MadeAt, it.Letter.DeadAt, it.Letter.Reason, it.Attempts, Says = says,
    };
}
