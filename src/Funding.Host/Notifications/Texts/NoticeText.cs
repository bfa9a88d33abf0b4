namespace Funding.Host.Notifications.Texts;

/// <summary>A notice as people read it, in French.</summary>
/// <param name="Title">One line.</param>
/// <param name="Text">The body, plain text, paragraphs separated by an empty line.</param>
/// <param name="Html">The same as a whole HTML page without scripts, images or anything fetched.</param>
/// <param name="Link">Absolute address of the page that it is about.</param>
internal sealed record NoticeText(string Title, string Text, string Html, string Link);

/// <summary>Puts notices into words, with the names known at that moment.</summary>
internal interface INoticeTexts
{
    /// <summary>The words of a notice; null when there is no such notice.</summary>
    Task<NoticeText?> OfAsync(Guid noticeId, CancellationToken cancellation);
}
