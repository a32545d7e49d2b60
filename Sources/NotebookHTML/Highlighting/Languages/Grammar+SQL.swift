extension Grammar {
    /// SQL: the standard's words and those of PostgreSQL, MySQL, SQLite and the warehouses.
    static let sql = Grammar(
        .sql,
        words: [
            WordList(.keyword, .none, "true false null unknown"),
            WordList(.keyword, .none, sqlReserved),
            WordList(.keyword, .none, sqlKeywords),
            WordList(.builtin, .none, sqlTypes),
            WordList(.builtin, .soft, "time"),
            WordList(.keyword, .called, sqlStandardFunctions),
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
        all analyse analyze and any as asc asymmetric between both by case cast check collate column constraint \
        create cross current current_catalog current_date current_path current_role current_schema current_time \
        current_timestamp current_user default deferrable delete desc describe distinct distinctrow do drop else end \
        escape except exists explain fetch filter for foreign from full grant group groups having if ilike in \
        initially inner insert intersect into is isnull join lateral leading left like limit localtime \
        localtimestamp minus natural not notnull offset on only or order outer over overlaps partition placing \
        primary qualify references returning revoke right rlike rows select session_user set similar some symmetric \
        table tablesample then to top trailing union unique unpivot update user using values variadic verbose when \
        where window with
        """

    /// Words that are keywords in statements but are free elsewhere.
    private static let sqlKeywords = """
        abort absolute access action add admin after aggregate alias alter always assertion assignment at atomic \
        attach authorization auto_increment autoincrement backward before begin breadth cache call called cascade \
        cascaded catalog chain characteristics checkpoint class close cluster comment commit committed concurrently \
        conflict connect connection constraints contains continue conversion convert copy cube cursor cycle data \
        database day deallocate declare defaults deferred definer delimiter delimiters depends detach deterministic \
        diagnostics disable discard disconnect domain dynamic each elseif elsif enable encoding encrypted engine \
        every exception exclude excluding exclusive exec execute extension external extract final first following \
        force forward found freeze function general generated get global go goto granted grouping handler hold hour \
        identity ignore immediate immediately immutable implicit import including increment index inherits \
        initialize inout input insensitive instead invoker isolation iterate key language large last leakproof level \
        listen load local location lock locked logged loop map match matched materialized maxvalue merge method \
        minute minvalue mode modifies modify month move names national new next no none nothing notify nowait nulls \
        object of off oids old open operation operator option options ordinality others out output overlay \
        overriding owned owner parallel parameter parameters partial pivot policy pragma preceding prepare prepared \
        preserve prior privileges procedural procedure procedures program public publication range read reassign \
        recheck recursive ref referencing refresh reindex relative release rename repeatable replace replica reset \
        restart restrict return returns role rollback rollup row rule savepoint schema schemas scroll search second \
        security self sequence sequences serializable server session setof sets share show simple size snapshot \
        source space specific sql sqlexception sqlstate sqlwarning stable standalone start statement static \
        statistics stdin stdout storage stored strict subscription system system_user tables tablespace temp \
        template temporary ties transaction transform trigger truncate trusted type unbounded uncommitted under \
        unencrypted unlisten unlogged unsigned until usage use vacuum valid validate validator variable version view \
        volatile while within without work wrapper write year zone
        """

    /// Types, the databases' own among them.
    private static let sqlTypes = """
        anyarray anycompatible anyelement anyrange array bigint bigserial binary bit blob bool boolean bytea bytes \
        char character cidr clob cstring date datetime datetime2 dec decimal double enum float float4 float64 float8 \
        geography geometry hstore inet int int2 int2vector int4 int64 int8 integer interval json jsonb longblob \
        longtext macaddr mediumint mediumtext money nchar nclob number numeric nvarchar oid oidvector point polygon \
        precision real record refcursor regclass regconfig regdictionary regoper regoperator regproc regprocedure \
        regrole regtype serial serial8 smallint smallserial string struct text timestamp timestamp_ntz timestamptz \
        tinyint tinytext tsquery tsvector uuid varbinary varchar varchar2 variant varying void xml
        """

    /// Functions whose names are key words of the standard (ISO/IEC 9075-2:2023, 5.2), nearly all of them reserved.
    private static let sqlStandardFunctions = """
        abs acos any_value array_agg asin atan avg cardinality ceil ceiling char_length character_length coalesce \
        corr cos cosh count covar_pop covar_samp cume_dist dense_rank exp first_value floor greatest json_array \
        json_arrayagg json_exists json_object json_objectagg json_query json_table json_value lag last_value lead \
        least length listagg ln log log10 lower lpad ltrim max min mod nth_value ntile nullif octet_length \
        percent_rank percentile_cont percentile_disc position power rank row_number rpad rtrim sin sinh sqrt \
        stddev_pop stddev_samp substring sum tan tanh translate treat trim unnest upper var_pop var_samp \
        width_bucket
        """

    /// Functions the databases add.
    private static let sqlFunctions = """
        concat date_add date_diff date_part date_trunc dateadd datediff ifnull json_agg now regexp_replace round \
        stddev string_agg substr to_char to_date to_timestamp variance
        """
}
