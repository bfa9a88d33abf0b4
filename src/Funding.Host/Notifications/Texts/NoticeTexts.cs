using Funding.Host.Settings;
using Npgsql;

namespace Funding.Host.Notifications.Texts;

/// <summary>Puts notices into words by the host's templates.</summary>
internal sealed class NoticeTexts(NpgsqlDataSource source, NoticeTemplates templates, FundingSettings settings) : INoticeTexts
{
    /// <inheritdoc/>
    public async Task<NoticeText?> OfAsync(Guid noticeId, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand($"select {ToldNotice.Columns} from funding.notices n {ToldNotice.Join} where n.id = $1");
        command.Parameters.Add(new() { Value = noticeId });
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        return await reader.ReadAsync(cancellation) ? Of(ToldNotice.Read(reader)).Whole : null;
    }

    /// <summary>The words of a notice that was read.</summary>
    public FilledNotice Of(ToldNotice told)
    {
        var notice = told.ToNotice();
        return templates.Fill(notice.Kind, NoticeWords.Of(notice, told.About, PublicAddress.Of(settings)));
    }
}
