extension Grammar {
    /// SQL: the standard's words and those of PostgreSQL, MySQL, SQLite and the warehouses.
    static let sql = Grammar(
        .sql,
        words: [
            WordList(.keyword, .none, "true false null unknown"),
            WordList(.keyword, .none, sqlReserved),
            WordList(.keyword, .none, sqlKeywords),
            WordList(.builtin, .none, sqlTypes),
            WordList(.builtin, .called, sqlFunctions),
        ],
        comments: [.line("--"), .block("/*", "*/", nests: true)],
        strings: [
            StringRule(quote: UInt8(ascii: "'"), options: [.doubledQuote, .multiline, .templates]),
            StringRule(quote: UInt8(ascii: "\""), options: [.doubledQuote, .multiline, .templates]),
            StringRule(quote: UInt8(ascii: "`"), options: [.templates], tokenClass: .plain),
        ],
        foldsCase: true,
        wordBytes: "$",
        specials: "{[$#"
    )

    /// Words no column can have without quotes.
    private static let sqlReserved = """
        all analyse analyze and any as asc asymmetric between both by case cast check collate column constraint create \
        cross current current_catalog current_date current_path current_role current_schema current_time \
        current_timestamp current_user default deferrable delete desc describe distinct distinctrow do drop else end \
        escape except exists explain fetch filter for foreign from full grant group groups having if ilike in initially \
        inner insert intersect into is isnull join lateral leading left like limit localtime localtimestamp minus \
        natural not notnull offset on only or order outer over overlaps partition placing primary qualify references \
        returning revoke right rlike rows select session_user set similar some symmetric table tablesample then to \
        top trailing union unique unpivot update user using values variadic verbose when where window with
        """

    /// Words that are keywords in statements but are free elsewhere.
    private static let sqlKeywords = """
        abort absolute access action add admin after aggregate alias alter always at atomic authorization backward \
        before begin breadth cache call called cascade cascaded catalog chain characteristics checkpoint class close \
        cluster comment commit committed connect connection constraints contains continue conversion convert copy \
        cube cursor cycle data database deallocate declare defaults deferred definer delimiter delimiters depends \
        deterministic diagnostics disable discard disconnect domain dynamic each elseif elsif enable encoding encrypted \
        engine every exception exclude excluding exclusive exec execute extension external extract family final first \
        following force foreign forward found freeze function general generated get global go goto granted \
        grouping handler hold identity ignore immediate immediately immutable implicit import including increment index \
        inherits initialize inout input insensitive instead invoker isolation iterate key language large last \
        leakproof level listen load local location lock locked logged loop map match matched materialized maxvalue \
        merge method minute minvalue mode modify month move names national new next no none nothing notify nowait nulls \
        object of off oids old open operation operator option options ordinality others out output overlay overriding \
        owned owner parallel parameter parameters password plans policy preceding prepare prepared preserve prior \
        privileges procedural procedure procedures program public publication range read reassign recheck recursive ref \
        refresh reindex relative release rename repeatable replace replica reset restart restrict return returns role \
        rollback rollup row rule savepoint schema schemas scroll search second security self sequence sequences \
        serializable server session setof sets share show simple size snapshot source space sql stable \
        standalone start statement static statistics stdin stdout storage stored strict style subscription support \
        system tables tablespace temp template temporary ties transaction transform trigger truncate trusted \
        type types unbounded uncommitted under unencrypted unlisten unlogged unsigned until use usage vacuum valid \
        validate validator variable version view views volatile while without work wrapper write year zone \
        auto_increment autoincrement pragma attach detach delimiter change day hour pivot
        """

    private static let sqlTypes = """
        array bigint bigserial binary bit blob bool boolean bytea bytes char character cidr clob date datetime \
        datetime2 dec decimal double enum float float4 float8 float64 geography geometry hstore inet int int2 int4 \
        int8 int64 integer interval json jsonb longblob longtext macaddr mediumint mediumtext money nchar nclob \
        number numeric nvarchar oid point polygon precision real regclass serial serial8 smallint smallserial string \
        struct text time timestamp timestamp_ntz timestamptz tinyint tinytext tsquery tsvector uuid varbinary \
        varying varchar varchar2 variant xml anyarray anycompatible anyelement anyrange cstring int2vector oidvector \
        record refcursor regconfig regdictionary regoper regoperator regproc regprocedure regrole regtype void
        """

    private static let sqlFunctions = """
        abs array_agg avg cardinality ceil ceiling char_length character_length coalesce concat count cume_dist \
        date_add date_diff date_part date_trunc dateadd datediff dense_rank exp first_value floor greatest ifnull \
        json_agg lag last_value lead least length listagg ln log lower lpad ltrim max min mod now nth_value ntile nullif \
        octet_length percent_rank percentile_cont percentile_disc position power rank regexp_replace round row_number \
        rpad rtrim sqrt stddev string_agg substr substring sum to_char to_date to_timestamp translate treat trim \
        unnest upper variance
        """
}
